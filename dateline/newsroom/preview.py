"""Preview: the reader's page, by the reader's code, over a value that nobody has published (fine print 12)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.html import format_html

from dateline.edition.moment import Moment
from dateline.edition.picture import Picture
from dateline.edition.values import Edition, Front, Withdrawn
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.snapshot import snapshot
from dateline.press.page import PageKey
from dateline.press.reading import Scope
from dateline.press.recorder import Recorder
from dateline.press.run import connect_read_only
from dateline.press.shelf import Shelf
from dateline.reader.furniture import furniture
from dateline.reader.pages.story import Story

if TYPE_CHECKING:
    from dateline.edition.card import Card
    from dateline.newsroom.models.edition import EditionPage

PICTURES, OWN_PICTURES = b"/pictures/", b"/newsroom/pictures/"


class Overlay(Recorder):
    """What is published, with one unsaved edition laid over it, its pictures and its language's front."""

    def __init__(self, shelf: Shelf, unsaved: Edition) -> None:
        super().__init__(shelf, furniture())
        self._unsaved = unsaved

    def edition(self, story: UUID, language: str) -> Edition | Withdrawn | None:
        """See Reading."""
        ours = (story, language) == (self._unsaved.story, self._unsaved.language)
        return self._unsaved if ours else super().edition(story, language)

    def earlier(self, scope: Scope, edition: Edition, limit: int) -> tuple[Card, ...]:
        """See Reading; what was never published has no place in a list yet."""
        known = isinstance(super().edition(edition.story, edition.language), Edition)
        return super().earlier(scope, edition, limit) if known else ()

    def picture(self, picture: UUID) -> Picture | None:
        """See Reading; a picture as the newsroom has it now, published or not."""
        row = apps.get_model("newsroom", "Picture").objects.filter(uuid=picture).first()
        found: Picture | None = row.value() if row else None
        return found

    def front(self, language: str) -> Front | None:
        """See Reading; a language is previewed before it goes on line."""
        found = super().front(language)
        return found or Front(language=language, name=settings.DATELINE_SITE_NAME)


def render(edition: Edition) -> HttpResponse:
    """The reader's page of ``edition``; pictures come from the newsroom's own store."""
    path = Path(settings.DATELINE_PRESS_FILE)
    if not path.exists():
        return _words("There is no site to preview over yet: start the worker once (dateline run).", status=503)
    with closing(connect_read_only(path)) as db:
        reading = Overlay(Shelf(db, furniture(), timezone.now()), edition)
        output = Story(furniture()).render(reading, PageKey("story", (str(edition.story), edition.language)))
    if output is None:
        return _words("This edition has no page in its language yet.", status=404)
    answer = HttpResponse(output.body.replace(PICTURES, OWN_PICTURES), content_type=output.media_type)
    answer["Content-Language"] = output.language
    return answer


def serve(page: EditionPage) -> HttpResponse:
    """The preview of what stands in the form, or the words that say why it has none."""
    page.editorial_first_published = page.editorial_first_published or str(Moment(timezone.now()))
    try:
        return render(snapshot(page))
    except Refusal as refusal:
        return _words(refusal.words, status=200)


def _words(words: str, *, status: int) -> HttpResponse:
    page = format_html('<!doctype html><html lang="en"><title>Preview</title><p>{}</p></html>', words)
    return HttpResponse(page, status=status)
