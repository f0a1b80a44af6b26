"""Which of the house's own groups stands for which role at which desk; people hold roles by being in these groups."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import models


class DeskRole(models.Model):
    """Marks a group as made by ``dateline setup``. ``desk`` is a language tag, empty for all desks.

    The Django permissions of our own actions hang on this model; ``newsroom/permissions.py`` names them.
    """

    wagtail_reference_index_ignore = True

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="desk_role")
    role = models.CharField(max_length=20)
    desk = models.CharField(max_length=20, blank=True)

    class Meta:
        unique_together = [("role", "desk")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.role}, {self.desk or 'all desks'}"
