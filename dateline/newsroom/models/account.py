"""What the newsroom keeps of an account beside Django's user: duties, one-time links, wishes for a new password."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Account(models.Model):
    """One person's account; made when there is something to keep."""

    wagtail_reference_index_ignore = True

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="newsroom_account")
    must_change_password = models.BooleanField(default=False)
    invited = models.BooleanField(default=False, help_text=_("The person has not set a password yet"))
    last_seen = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.user.get_username()


class OneTimeLink(models.Model):
    """A link by which a person sets the own password; only its digest is kept, and using it deletes it."""

    wagtail_reference_index_ignore = True

    class Purpose(models.TextChoices):
        """What the link was sent for."""

        INVITATION = "invitation", _("Invitation")
        RESET = "reset", _("New password")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="one_time_links")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.user}"


class ResetWish(models.Model):
    """Somebody asked for a new password for this address; the worker finds out whether anybody has it.

    The request writes one row whatever the address, so neither its words nor its duration tell who has an account.
    """

    wagtail_reference_index_ignore = True

    email = models.EmailField(max_length=254)
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.email
