"""What the press prints: a page's key, the output of one, and the contract a kind of page fulfils."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from dateline.edition.values import Value
from dateline.press.reading import Asset, Reading


class PageKey(msgspec.Struct, frozen=True, order=True):
    """Names one page whatever its address: ``kind`` is the kind's name, ``arguments`` what it is about."""

    kind: str
    arguments: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "|".join((self.kind, *self.arguments))

    @classmethod
    def parse(cls, text: str) -> PageKey:
        """The reverse of ``str``."""
        kind, *arguments = text.split("|")
        return cls(kind, tuple(arguments))


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the site: what a GET of ``path`` answers. ``headers`` beside the content's own type and language.

    ``further`` names the page that goes on where this one ends; it must stand whenever this one says so.
    """

    path: str
    body: bytes
    media_type: str = "text/html; charset=utf-8"
    language: str = ""
    status: int = 200
    headers: Mapping[str, str] = {}
    further: PageKey | None = None


class Kind(Protocol):
    """A kind of page. Pure: equal answers from ``reading`` give equal bytes."""

    @property
    def name(self) -> str:
        """The kind's name, unique; first part of its page keys."""
        ...

    def keys(self, value: Value) -> Iterable[PageKey]:
        """The pages that may stand because ``value`` is, or ever was, in the record.

        Every page that exists must be named by some value, or by the page that it continues; what it shows is found
        while rendering.
        """
        ...

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The page, or None where nothing stands at that key (yet, or any more)."""
        ...


class Furniture(Protocol):
    """What surrounds the values: templates, stylesheets, languages. Their digests are inputs of pages."""

    def input_digest(self, name: str) -> str:
        """Digest of ``template/<name>``, ``asset/<name>`` or ``language/<tag>``; "" where there is none (any more)."""
        ...

    def asset(self, name: str) -> Asset:
        """A file of the furniture."""
        ...
