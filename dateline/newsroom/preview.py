"""Preview: the reader's page, by the reader's code, over a value that nobody has published (fine print 12)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.html import format_html

from dateline.edition.curation import Curation, curation_key
from dateline.edition.house import Face, Navigation, SiteFace
from dateline.edition.media import Media
from dateline.edition.moment import Moment
from dateline.edition.picture import Picture
from dateline.edition.values import (
    Edition,
    Front,
    Gone,
    Site,
    StandingPage,
    Value,
    WithdrawnPage,
    edition_key,
    key_of,
    page_key,
)
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.snapshot import snapshot
from dateline.press.page import Kind, PageKey
from dateline.press.reading import Scope
from dateline.press.recorder import Recorder
from dateline.press.run import connect_read_only
from dateline.press.shelf import Shelf
from dateline.reader.colours import stylesheet
from dateline.reader.curated import Filled, filled
from dateline.reader.face import colours_path
from dateline.reader.furniture import furniture
from dateline.reader.pages.dossier import DossierPage
from dateline.reader.pages.front import FrontPage
from dateline.reader.pages.section import SectionPage
from dateline.reader.pages.standing import Standing
from dateline.reader.pages.story import Story

if TYPE_CHECKING:
    from dateline.edition.card import Card
    from dateline.newsroom.models.edition import EditionPage

PICTURES, OWN_PICTURES = b"/pictures/", b"/newsroom/pictures/"
MEDIA, OWN_MEDIA = b'="/media/', b'="/newsroom/files/'


class Overlay(Recorder):
    """What is published, with one unsaved value laid over it, its pictures and its language's front."""

    def __init__(self, shelf: Shelf, unsaved: Value) -> None:
        super().__init__(shelf, furniture())
        self._key, self._unsaved = key_of(unsaved), unsaved

    def _over(self, key: str) -> Any:
        """The unsaved value if it is the one asked for."""
        return self._unsaved if key == self._key else None

    def edition(self, story: UUID, language: str) -> Edition | Gone | None:
        """See Reading."""
        found: Edition | Gone | None = self._over(edition_key(story, language))
        return found or super().edition(story, language)

    def page(self, page: UUID, language: str) -> StandingPage | WithdrawnPage | None:
        """See Reading."""
        found: StandingPage | None = self._over(page_key(page, language))
        return found or super().page(page, language)

    def site(self) -> Site:
        """See Reading."""
        found: Site | None = self._over("site")
        return found or super().site()

    def site_face(self, language: str) -> SiteFace | None:
        """See Reading."""
        found: SiteFace | None = self._over(f"site/{language}")
        return found or super().site_face(language)

    def navigation(self, language: str) -> Navigation | None:
        """See Reading."""
        found: Navigation | None = self._over(f"navigation/{language}")
        return found or super().navigation(language)

    def curation(self, scope: Scope) -> Curation | None:
        """See Reading."""
        found: Curation | None = self._over(curation_key(scope.language, section=scope.section, dossier=scope.dossier))
        return found or super().curation(scope)

    def earlier(self, scope: Scope, edition: Edition, limit: int) -> tuple[Card, ...]:
        """See Reading; what was never published has no place in a list yet."""
        known = isinstance(super().edition(edition.story, edition.language), Edition)
        return super().earlier(scope, edition, limit) if known else ()

    def picture(self, picture: UUID) -> Picture | None:
        """See Reading; a picture as the newsroom has it now, published or not."""
        row = apps.get_model("newsroom", "Picture").objects.filter(uuid=picture).first()
        found: Picture | None = row.value() if row else None
        return found

    def media(self, media: UUID) -> Media | None:
        """See Reading; sound and film as the newsroom has them now."""
        row = apps.get_model("newsroom", "Recording").objects.filter(uuid=media).first()
        found: Media | None = row.value() if row else None
        return found

    def front(self, language: str) -> Front | None:
        """See Reading; a language is previewed before it goes on line."""
        found = super().front(language)
        return found or Front(language=language, name=settings.DATELINE_SITE_NAME)


def render(edition: Edition) -> HttpResponse:
    """The reader's page of ``edition``; pictures, sound and film come from the newsroom's own store."""
    return _with_own_files(as_readers_get_it(edition))


def as_readers_get_it(edition: Edition) -> HttpResponse:
    """The reader's page of ``edition``, with the addresses that its pictures have once it is published."""
    return _printed(edition, Story(furniture()), (str(edition.story), edition.language))


def of_page(page: StandingPage) -> HttpResponse:
    """The reader's page of a standing page."""
    return _with_own_files(_printed(page, Standing(furniture()), (str(page.id), page.language)))


def of_curation(curation: Curation) -> HttpResponse:
    """The front that an unsaved arrangement is of."""
    tag = curation.language
    if curation.section:
        printed = _printed(curation, SectionPage(furniture()), (str(curation.section), tag))
    elif curation.dossier:
        printed = _printed(curation, DossierPage(furniture()), (str(curation.dossier), tag))
    else:
        printed = _printed(curation, FrontPage(furniture()), (tag,))
    return _with_own_files(printed)


def slots_of(curation: Curation) -> list[Filled] | None:
    """Which stories each slot of an arrangement would show now; None while there is no site to ask."""
    path = Path(settings.DATELINE_PRESS_FILE)
    if not path.exists():
        return None
    with closing(connect_read_only(path)) as db:
        reading = Overlay(Shelf(db, furniture(), timezone.now()), curation)
        return filled(reading, curation, {front.language for front in reading.fronts()})


def of_front(language: str, unsaved: Value) -> HttpResponse:
    """A language's front with an unsaved face or navigation."""
    return _with_own_files(_printed(unsaved, FrontPage(furniture()), (language,)))


def _with_own_files(answer: HttpResponse) -> HttpResponse:
    answer.content = answer.content.replace(PICTURES, OWN_PICTURES).replace(MEDIA, OWN_MEDIA)
    return answer


def _printed(unsaved: Value, kind: Kind, arguments: tuple[str, ...]) -> HttpResponse:
    path = Path(settings.DATELINE_PRESS_FILE)
    if not path.exists():
        return words("There is no site to preview over yet: start the worker once (dateline run).", status=503)
    with closing(connect_read_only(path)) as db:
        reading = Overlay(Shelf(db, furniture(), timezone.now()), unsaved)
        output = kind.render(reading, PageKey(kind.name, arguments))
        body = _coloured(output.body, reading, arguments[-1]) if output else b""
    if output is None:
        return words("This has no page in its language yet.", status=404)
    answer = HttpResponse(body, content_type=output.media_type)
    answer["Content-Language"] = output.language
    return answer


def _coloured(body: bytes, reading: Overlay, language: str) -> bytes:
    """The page with its colours inside it: their stylesheet is no file of the site before they are published."""
    path = colours_path(reading, language)
    if not path:
        return body
    own = reading.site_face(language)
    face = own.face if own and own.face.accent else reading.site().face or Face()
    link = f'<link rel="stylesheet" href="{path}">'.encode()
    return body.replace(link, b"<style>" + stylesheet(face) + b"</style>")


def serve(page: EditionPage) -> HttpResponse:
    """The preview of what stands in the form, or the words that say why it has none."""
    try:
        return render(value_of(page))
    except Refusal as refusal:
        return words(refusal.words, status=200)


def value_of(page: EditionPage) -> Edition:
    """What stands in a page, as if it went out now; raises Refusal."""
    page.editorial_first_published = page.editorial_first_published or str(Moment(timezone.now()))
    return snapshot(page)


def words(said: str, *, status: int) -> HttpResponse:
    """A page that says why there is no preview."""
    page = format_html('<!doctype html><html lang="en"><title>Preview</title><p>{}</p></html>', said)
    return HttpResponse(page, status=status)
