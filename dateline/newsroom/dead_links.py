"""Links in published texts that lead nowhere: to a story that was withdrawn, or to an address that never was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

import msgspec

from dateline.edition.addresses import is_path
from dateline.edition.erasure import Killed
from dateline.edition.values import (
    Dossier,
    Edition,
    Entity,
    Front,
    Redirect,
    Section,
    Site,
    StandingPage,
    Value,
    Withdrawn,
    WithdrawnPage,
)
from dateline.reader.navigation import dossier_path, person_path, podcast_path, section_path
from dateline.reader.pages.feed import FORMATS
from dateline.reader.sheet import front_path

HOPS = 16  # of one address that moved to another, as the reader's redirects follow them
# Pages that every language on line has, beside its front.
FURNITURE = ("archive", "errata", "search", "feeds", *(each.file for each in FORMATS.values()))


class DeadLink(msgspec.Struct, frozen=True):
    """``key`` is the text's key in the record; ``address`` what it links to; ``what`` is wrong with it, in words."""

    key: str
    address: str
    what: str


def dead_links(values: Iterable[Value]) -> list[DeadLink]:
    """The links of the texts among ``values`` (the newest of each key) to own addresses that answer 404 or 410."""
    standing = list(values)
    alive = {_key(path) for value in standing for path in _paths(value)} | {"/"}
    gone = {
        _key(value.path) for value in standing if isinstance(value, Withdrawn | Killed | WithdrawnPage) and value.path
    }
    moved = {_key(value.path): _key(value.target) for value in standing if isinstance(value, Redirect)}
    house = next((value.base_url for value in standing if isinstance(value, Site)), "")
    found = []
    for edition in standing:
        if isinstance(edition, Edition | StandingPage):
            for address, path in _own(edition, house):
                what = _what(path, alive=alive, gone=gone, moved=moved)
                if what:
                    found.append(DeadLink(edition.key, address, what))
    return sorted(found, key=lambda each: (each.key, each.address))


def _what(path: str, *, alive: set[str], gone: set[str], moved: dict[str, str]) -> str:
    for _ in range(HOPS):
        if path in alive:
            return ""
        if path in gone:
            return "was withdrawn"
        if path not in moved:
            return "never was an address of this site"
        path = moved[path]
    return "only leads on and on"


def _paths(value: Value) -> Iterator[str]:
    """The addresses at which a value has a page."""
    match value:
        case Edition():
            yield value.path
            yield value.path.rpartition("/")[0]
        case StandingPage():
            yield value.path
        case Front():
            root = front_path(value.language)
            yield root
            yield from (f"{root}{name}" for name in FURNITURE)
        case Section():
            for tag in value.names:
                yield from _listing(section_path(tag, value))
                yield from filter(None, [podcast_path(tag, value)])
        case Dossier():
            for tag in value.names:
                yield from _listing(dossier_path(tag, value))
                yield f"{dossier_path(tag, value)}timeline/"
        case Entity() if value.profile:
            for tag in value.profile.words:
                yield from _listing(person_path(tag, value))


def _listing(path: str) -> tuple[str, ...]:
    return path, *(f"{path}{each.file}" for each in FORMATS.values())


def _own(edition: Edition | StandingPage, house: str) -> Iterator[tuple[str, str]]:
    """Each own address that an edition links to, as written and as a bare path; assets and pictures are no pages."""
    for address in dict.fromkeys(_hrefs(msgspec.to_builtins(edition.blocks))):
        path = address.removeprefix(house) if house and address.startswith(f"{house}/") else address
        bare = unquote(urlsplit(path).path) if path.startswith("/") else ""
        if is_path(bare) and not bare.startswith(("/assets/", "/pictures/", "/media/")):
            yield address, _key(bare)


def _hrefs(content: object) -> Iterator[str]:
    """The addresses of every run, however deep in a block it stands."""
    if isinstance(content, dict):
        yield from filter(None, [content.get("href")])
        content = list(content.values())
    if isinstance(content, list | tuple):
        for each in content:
            yield from _hrefs(each)


def _key(path: str) -> str:
    """An address whatever its last slash: the server sends readers from the one to the other."""
    return urlsplit(path).path.rstrip("/") or "/"
