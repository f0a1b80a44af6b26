"""What the board shows: how live editions stand to their sources, who is to make which, and one row a story."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.newsroom.models.section import Section


class EditionStanding(models.Model):
    """How one published edition stands to its source, as the record has both; follows from the record alone.

    ``gravity`` orders kinds: 0 where nothing is open, 1 for a typo, 5 for a retraction. ``parts`` counts what is
    open, ``since`` is when the first of it moved.
    """

    wagtail_reference_index_ignore = True

    page = models.OneToOneField("newsroom.EditionPage", on_delete=models.CASCADE, primary_key=True, related_name="+")
    story = models.UUIDField()
    language = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    source = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=14, blank=True)
    gravity = models.PositiveSmallIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["language", "gravity"], name="standing_of_a_desk"),
            models.Index(fields=["story", "language", "gravity", "since"], name="standing_of_a_story"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.state} {self.kind}".strip()


class StoryRow(models.Model):
    """One story, as the board sorts and filters it: when something of it moved last, the gravest that is open.

    ``languages`` counts those that have an edition or a decision; ``section`` is that of the edition made first.
    """

    wagtail_reference_index_ignore = True

    story = models.UUIDField(primary_key=True)
    section = models.ForeignKey(Section, null=True, on_delete=models.SET_NULL, related_name="+")
    moved = models.DateTimeField()
    languages = models.PositiveSmallIntegerField(default=0)
    gravity = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["-moved", "story"], name="story_row_newest_first"),
            models.Index(fields=["-gravity", "since", "-moved", "story"], name="story_row_gravest_first"),
        ]

    def __str__(self) -> str:
        return str(self.story)


class Assignment(models.Model):
    """What was decided about a story in a language: somebody is to make it, or it is not wanted there.

    ``done`` is when the edition was published after that; a new decision takes the place of the one before.
    """

    wagtail_reference_index_ignore = True

    story = models.UUIDField()
    language = models.CharField(max_length=20)
    wanted = models.BooleanField(default=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("person")
    )
    due = models.DateTimeField(_("due"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(default=timezone.now)
    done = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["story", "language"], name="one_assignment_a_language")]
        indexes = [models.Index(fields=["person", "done", "due"], name="assignments_of_a_person")]

    def __str__(self) -> str:
        return f"{self.language}: {self.person if self.wanted else 'not wanted'}"
