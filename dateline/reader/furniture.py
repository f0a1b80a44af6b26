"""What surrounds the values on a reader's page: templates, stylesheet, icons, and the digests that make them inputs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import escape
from minijinja import Environment
from rcssmin import cssmin

from dateline.edition import blocks
from dateline.languages.language import HERE as LANGUAGES
from dateline.languages.language import languages
from dateline.press.page import PageKey
from dateline.press.reading import Asset

ROOM = Path(__file__).parent
EDITION = Path(blocks.__file__).parent.parent
REFERENCE = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
COMMENT, INDENT = re.compile(rb"/\*.*?\*/", re.S), re.compile(rb"\s*\n\s*")
TOUCHED = re.compile("""[&<>"'/]""")
FONT = re.compile(rb"url\(([\w-]+\.woff2)\)")  # a font of ours in a stylesheet, by its name in this folder
CODE = "code"  # what a page notes as its template when it is written by code alone
LIBRARIES = ("babel", "icu4py", "lxml", "markupsafe", "minijinja", "msgspec", "tzdata")
HASHED = {
    "site.css": "text/css; charset=utf-8",
    "lite.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "offline.js": "text/javascript; charset=utf-8",
    "khmer.woff2": "font/woff2",
    "khmer-bold.woff2": "font/woff2",
    "nastaliq.woff2": "font/woff2",
}
FIXED = {
    "favicon.ico": "image/vnd.microsoft.icon",
    "apple-touch-icon.png": "image/png",
    "sw.js": "text/javascript; charset=utf-8",
}
WORKER, VERSION = "sw.js", b"{version}"
MEDIA_TYPES = HASHED | FIXED


LITE = "lite"


class Part(NamedTuple):
    """Which part of a light page is made, counted from 1, and the key of the part after it."""

    number: int
    next: PageKey | None = None


class FurnitureError(LookupError):
    """An input that does not exist; the message names it and those that do."""


def escaped(value: Any) -> Any:
    """A template's value as MarkupSafe escapes it: MiniJinja alone would write ``/`` as ``&#x2f;`` (fine print 14).

    Text that neither of them would touch is handed back as it is, which is most text and much faster.
    """
    return escape(value) if type(value) is str and TOUCHED.search(value) else value


class Furniture:
    """Templates, assets and language files with their digests; everything is read once and kept.

    ``part`` is set on the furniture of light pages (``lite``): their templates stand in a folder of their own.
    """

    part: Part | None = None

    def __init__(self, room: Path = ROOM) -> None:
        self._templates = room / "templates"
        self._assets = room / "assets"
        self._found: dict[str, Asset] = {}
        self._digests: dict[str, str] = {}
        self._environment = Environment(
            loader=self.source,
            undefined_behavior="strict",
            finalizer=escaped,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def lite(self, part: Part) -> Furniture:
        """The same furniture, for one part of a light page."""
        made = copy(self)
        made.part = part
        return made

    @property
    def at(self) -> str:
        """What addresses begin with: ``/lite`` for light pages."""
        return f"/{LITE}" if self.part else ""

    def named(self, template: str) -> str:
        """The template of that name for these pages."""
        return f"{LITE}/{template}" if self.part else template

    def source(self, name: str) -> str | None:
        """A template's text, None where there is no such template."""
        path = self._templates / name
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """The template filled; a name that ``context`` lacks is an error, never an empty place."""
        return self._environment.render_template(name, **context)

    def asset(self, name: str) -> Asset:
        """A file of the furniture; raises FurnitureError where there is none of that name."""
        if name not in self._found:
            self._found[name] = self._read(name)
        return self._found[name]

    def _read(self, name: str) -> Asset:
        if name not in MEDIA_TYPES:
            raise FurnitureError(f"no asset {name!r}; there are: {', '.join(MEDIA_TYPES)}")
        body = (self._assets / name).read_bytes()
        stem, _, ending = name.rpartition(".")
        if ending == "css":
            body = FONT.sub(lambda found: f"url({self.asset(found[1].decode()).path})".encode(), body)
            body = cssmin(body)  # what only its authors read, readers need not fetch
        body = bare(body) if ending == "js" else body
        if name == WORKER:
            # Another worker with any other asset: what browsers kept of the old ones goes with it.
            body = body.replace(VERSION, digest_of([body, *(self.asset(each).body for each in HASHED)])[:12].encode())
        path = f"/assets/{stem}.{sha256(body).hexdigest()[:12]}.{ending}" if name in HASHED else f"/{name}"
        return Asset(path, MEDIA_TYPES[name], body)

    def input_digest(self, name: str) -> str:
        """SHA-256 of ``template/<name>``, ``asset/<name>`` or ``language/<tag>``; "" where there is none (any more).

        A template's covers every template it draws in and the code that prepares pages, so that new software
        prints anew what it might print differently.
        """
        if name not in self._digests:
            try:
                self._digests[name] = self._digest(name)
            except FurnitureError:
                self._digests[name] = ""
        return self._digests[name]

    def _digest(self, name: str) -> str:
        sort, _, what = name.partition("/")
        if sort == "asset":
            asset = self.asset(what)
            return digest_of([asset.path.encode(), asset.media_type.encode(), asset.body])
        if sort == "language":
            return digest_of([self._language(what)])
        if name == f"template/{CODE}":
            return code_digest()
        if sort == "template":
            sources = [(each, self._source(each)) for each in self.drawn_in(what)]
            return digest_of([code_digest().encode(), *(part.encode() for pair in sources for part in pair)])
        raise FurnitureError(f"no input {name!r}; inputs are template/<name>, asset/<name> and language/<tag>")

    def _language(self, tag: str) -> bytes:
        if tag not in languages():
            raise FurnitureError(f"no language {tag!r}; configured are: {', '.join(languages())}")
        return (LANGUAGES / f"{tag}.toml").read_bytes()

    def _source(self, name: str) -> str:
        found = self.source(name)
        if found is None:
            raise FurnitureError(f"no template {name!r} in {self._templates.name}/")
        return found

    def drawn_in(self, name: str) -> list[str]:
        """The template and all it extends, includes or imports, sorted; names are literals in our templates."""
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                waiting.extend(REFERENCE.findall(self._source(current)))
        return sorted(seen)


def bare(script: bytes) -> bytes:
    """A script without what only its authors read: comments, indents, empty lines."""
    return INDENT.sub(b"\n", COMMENT.sub(b"", script)).lstrip()


def digest_of(parts: list[bytes]) -> str:
    """SHA-256 over parts, each led by its length, so that no two lists of parts meet."""
    total = sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()


@cache
def code_digest() -> str:
    """Digest of all that shapes a page beside its own inputs: our code, the libraries', what every menu says.

    The languages' names, directions and segments stand in every page's menu; as one digest here they need no
    line of the ledger per page and language.
    """
    files = sorted([*ROOM.rglob("*.py"), *EDITION.rglob("*.py"), *LANGUAGES.glob("*.py")])
    facts = [
        f"{each.tag} {each.name} {each.direction} {each.segment} {each.og_locale}" for each in languages().values()
    ]
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    return digest_of([*(path.read_bytes() for path in files), *(line.encode() for line in [*facts, *versions])])


@cache
def furniture() -> Furniture:
    """The house's own furniture."""
    return Furniture()
