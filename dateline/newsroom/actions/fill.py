"""Finding or starting the page of an edition, and filling it from values; nothing here publishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from dateline.edition.blocks import Block
from dateline.newsroom.body import Home, stream_of
from dateline.newsroom.models.edition import EditionByline, EditionPage
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.standing import StandingPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.tags import code_of


def front_of(tag: str) -> FrontPage:
    """The front of a language; raises Refusal where there is none."""
    front = FrontPage.objects.filter(locale__language_code=code_of(tag)).first()
    if front is None:
        words = gettext("There is no desk for the language “%(language)s”. Add its file and run `dateline setup`.")
        raise Refusal(words % {"language": tag})
    return front


def draft_of(story: UUID, tag: str) -> EditionPage | None:
    """The newest draft of a story in a language, None where it has no edition there."""
    page = EditionPage.objects.filter(translation_key=story, locale__language_code=code_of(tag)).first()
    return page.get_latest_revision_as_object() if page else None


def start(page: EditionPage, tag: str) -> None:
    """Put a new page under the front of its language, as a draft."""
    front = front_of(tag)
    page.locale = front.locale
    front.add_child(instance=page)


def set_body(
    page: EditionPage | StandingPage, blocks: Iterable[Block], homes: Mapping[UUID, Home] | None = None
) -> None:
    """Give a page these blocks, ids and all, in text blocks of these ``homes``; Refusal names what is lacking."""
    try:
        page.body = page._meta.get_field("body").to_python(stream_of(blocks, homes))
    except ValueError as error:
        raise Refusal(gettext("The body cannot be taken in: %(reason)s.") % {"reason": error}) from error


def set_bylines(page: EditionPage, rows: Iterable[EditionByline]) -> None:
    """Give a page these bylines, in this order."""
    page.bylines = [_placed(row, place) for place, row in enumerate(rows)]


def _placed(row: EditionByline, place: int) -> EditionByline:
    row.sort_order = place
    return row


def picture_called(uuid: UUID | None) -> Picture | None:
    """The newsroom's picture of that id."""
    return Picture.objects.filter(uuid=uuid).first() if uuid else None


def in_order(model: Any, uuids: Iterable[UUID]) -> list[Any]:
    """Shared things by id; raises Refusal where one is missing."""
    found = {each.uuid: each for each in model.objects.filter(uuid__in=list(uuids))}
    missing = [str(uuid) for uuid in uuids if uuid not in found]
    if missing:
        words = gettext("The newsroom does not have this: %(sort)s %(missing)s. Make it first.")
        raise Refusal(words % {"sort": model._meta.verbose_name, "missing": ", ".join(missing)})
    return list(found.values())
