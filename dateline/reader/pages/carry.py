"""A story or a dossier as one file to carry: a web page with its styles in it, or an EPUB."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from dateline.edition.erasure import Killed
from dateline.edition.values import Dossier, Edition, Value, Withdrawn
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.carried import Carried, Volume, dossier_volume, single_page, story_volume
from dateline.reader.formats import epub
from dateline.reader.furniture import Furniture
from dateline.reader.gone import gone
from dateline.reader.sharing import file_path
from dateline.reader.sheet import Sheet

# Saved, not shown: styles inside a page are none that our own policy lets in. And no second address for searches.
HEADERS = {"Content-Disposition": "attachment", "X-Robots-Tag": "noindex"}


class Form(NamedTuple):
    """How a file is written."""

    media_type: str
    write: Callable[[Carried, Volume], bytes]


FORMS = {"epub": Form(epub.MEDIA_TYPE, epub.book), "single": Form("text/html; charset=utf-8", single_page)}


@dataclass(frozen=True)
class StoryFile:
    """``/en/2009/03/06/slug.epub``; status 410 where the story has gone. ``name`` is one of FORMS behind ``story-``."""

    furniture: Furniture
    name: str = "story-epub"

    @property
    def form(self) -> str:
        """Which of FORMS it is."""
        return self.name.partition("-")[2]

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One file an edition."""
        if isinstance(value, Edition | Withdrawn | Killed):
            yield PageKey(self.name, (str(value.story), value.language))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The file, or that the story has gone."""
        story, tag = UUID(key.arguments[0]), key.arguments[1]
        sheet, edition = Carried.of(self.furniture, reading, tag), reading.edition(story, tag)
        if sheet is None or edition is None or not edition.path:
            return None
        if isinstance(edition, Edition):
            return _output(sheet, story_volume(sheet, edition), self.form)
        plain = Sheet.of(self.furniture, reading, tag)
        return gone(plain, file_path(edition.path, self.form)) if plain else None


@dataclass(frozen=True)
class SingleStory(StoryFile):
    """``/en/2009/03/06/slug.single.html``."""

    name: str = "story-single"


@dataclass(frozen=True)
class DossierFile:
    """``/en/dossier/nato-russia.epub``: the dossier's newest stories."""

    furniture: Furniture
    name: str = "dossier-epub"

    @property
    def form(self) -> str:
        """Which of FORMS it is."""
        return self.name.partition("-")[2]

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One file a name."""
        if isinstance(value, Dossier):
            for tag in value.names:
                yield PageKey(self.name, (str(value.id), tag))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The file; None while the dossier has no story in this language."""
        identity, tag = key.arguments
        sheet, dossier = Carried.of(self.furniture, reading, tag), reading.dossier(UUID(identity))
        if sheet is None or dossier is None or tag not in dossier.names:
            return None
        volume = dossier_volume(sheet, dossier)
        return _output(sheet, volume, self.form) if volume else None


@dataclass(frozen=True)
class SingleDossier(DossierFile):
    """``/en/dossier/nato-russia.single.html``."""

    name: str = "dossier-single"


def _output(sheet: Carried, volume: Volume, form: str) -> Output:
    media_type, write = FORMS[form]
    path = file_path(volume.page, form)
    return Output(
        path=path, body=write(sheet, volume), media_type=media_type, language=sheet.language.tag, headers=HEADERS
    )
