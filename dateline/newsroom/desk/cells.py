"""The cells of the board: one story in one language, as a sign, a number and words; colour only goes along."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

import msgspec
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from dateline.languages.language import languages
from dateline.newsroom.accounts.speaking import said_when
from dateline.newsroom.models.board import Assignment, EditionStanding
from dateline.newsroom.tags import tag_of

STATES: dict[str, Promise] = {
    "none": gettext_lazy("nothing yet"),
    "unwanted": gettext_lazy("not wanted"),
    "assigned": gettext_lazy("assigned"),
    "draft": gettext_lazy("draft"),
    "review": gettext_lazy("in review"),
    "scheduled": gettext_lazy("scheduled"),
    "current": gettext_lazy("live and current"),
    "behind": gettext_lazy("live and behind"),
}
BEHIND: dict[str, Promise] = {
    "typo": gettext_lazy("behind: typo"),
    "update": gettext_lazy("behind: update"),
    "clarification": gettext_lazy("behind: clarification"),
    "correction": gettext_lazy("behind: correction"),
    "retraction": gettext_lazy("behind: retraction"),
}
SIGNS = {
    "none": "·", "unwanted": "×", "assigned": "@", "draft": "✎", "review": "?", "scheduled": "◷", "current": "✓",
    "typo": "~", "update": "↻", "clarification": "¿", "correction": "!", "retraction": "‼",
}  # fmt: skip
LEGEND = [(SIGNS[name], name, words) for name, words in {**STATES, **BEHIND}.items() if name in SIGNS]


class Cell(msgspec.Struct, frozen=True):
    """One story in one language: ``looks`` names the sign, ``number`` counts what is open, ``words`` say it all."""

    language: str
    name: str
    looks: str
    sign: str
    number: int
    words: str
    url: str


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the cells of a page of the board are made from, each asked for once.

    ``tags`` gives the languages' names; ``review`` and ``scheduled`` hold numbers of pages, ``stands`` goes by them;
    ``writes`` and ``edits`` are the desks at which the ``person`` who looks may edit what is theirs, and everything.
    """

    tags: Mapping[str, str]
    review: Collection[int]
    scheduled: Collection[int]
    stands: Mapping[int, EditionStanding]
    decided: Mapping[tuple[UUID, str], Assignment]
    person: int
    writes: Collection[str]
    edits: Collection[str]

    def cells(self, story: UUID, pages: list[dict[str, Any]]) -> list[Cell]:
        """The cells of a story from its editions' rows."""
        by_tag = {tag_of(each["locale__language_code"]): each for each in pages}
        return [self._cell(story, tag, by_tag.get(tag)) for tag in self.tags]

    def _cell(self, story: UUID, tag: str, page: dict[str, Any] | None) -> Cell:
        given = self.decided.get((story, tag))
        state = self._state(page, given)
        stand = self.stands.get(page["pk"]) if page else None
        late = stand if page and page["live"] and stand is not None and stand.gravity else None
        looks = late.kind if late else state
        words = " · ".join([*_standing(late), *_hand(page, state, stand, late), *_given(given)])
        url = f"{reverse('newsroom_story', args=[story])}#{tag}"
        if page and self._opens(tag, page, given):
            url = reverse("wagtailadmin_pages:edit", args=[page["pk"]])
        return Cell(tag, self.tags[tag], looks, SIGNS[looks], late.parts if late else 0, words, url)

    def _opens(self, tag: str, page: dict[str, Any], given: Assignment | None) -> bool:
        """Whether the person may edit that edition: any at the desk, or what is theirs or was given to them."""
        own = page["owner_id"] == self.person or (given is not None and given.person_id == self.person)
        return tag in self.edits or (own and tag in self.writes)

    def _state(self, page: dict[str, Any] | None, given: Assignment | None) -> str:
        """One of STATES but “behind”, which standings tell."""
        if page is None:
            return "none" if given is None else "assigned" if given.wanted else "unwanted"
        if page["pk"] in self.review:
            return "review"
        if page["pk"] in self.scheduled:
            return "scheduled"
        return "current" if page["live"] else "draft"


def _standing(late: EditionStanding | None) -> Iterator[str]:
    """What readers of a live edition lack, how much of it, since when."""
    if late is not None:
        yield str(BEHIND[late.kind])
        yield ngettext("%(count)d part", "%(count)d parts", late.parts) % {"count": late.parts}
        if late.since:
            yield _("since %(when)s") % {"when": said_when(late.since)}


def _hand(
    page: dict[str, Any] | None, state: str, stand: EditionStanding | None, late: EditionStanding | None
) -> Iterator[str]:
    """What the desk has in hand: of a live edition, whether it says more than its source, or its draft than itself."""
    if state != "current" or late is None:
        yield str(STATES[state])
    if page and page["live"]:
        if state != "current" and late is None:
            yield str(STATES["current"])
        if stand is not None and stand.state == "ahead":
            yield _("with news of its own")
        if state == "current" and page["has_unpublished_changes"]:
            yield _("with a newer draft")


def _given(given: Assignment | None) -> Iterator[str]:
    """Who is to make it, and until when."""
    if given is not None and given.wanted and given.person is not None:
        yield given.person.get_full_name() or given.person.get_username()
        if given.due:
            yield _("due %(when)s") % {"when": said_when(given.due)}


def headline_of(pages: list[dict[str, Any]]) -> tuple[str, str]:
    """A story's headline and its language: the one the person's screens are in, else English, else the first."""
    by_tag = {tag_of(each["locale__language_code"]): each["draft_title"] for each in pages}
    spoken = tag_of((get_language() or "en").lower())
    order = [spoken, "en", *(tag for tag in languages() if tag in by_tag), *by_tag]
    tag = next((each for each in order if each in by_tag), "")
    return by_tag.get(tag, ""), tag
