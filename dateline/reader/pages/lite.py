"""The light twin of any kind of page, under ``/lite/``: few bytes, no pictures unasked, in parts where it is long."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from dateline.edition.values import Value
from dateline.press.page import Kind, Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import LITE, Furniture, Part


@dataclass(frozen=True)
class Lite:
    """``/lite/en/2009/03/06/slug`` and, as it needs, ``/~2`` behind it; made by the kind it is the twin of."""

    kind: Callable[[Furniture], Kind]
    furniture: Furniture

    @cached_property
    def _full(self) -> Kind:
        return self.kind(self.furniture)

    @property
    def name(self) -> str:
        """``lite-story``."""
        return f"{LITE}-{self._full.name}"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """The first part of each page; it names the second, which names the third."""
        for key in self._full.keys(value):
            yield self._part(key.arguments, 1)

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The part; None where the page does not stand or ends before it."""
        *arguments, number = key.arguments
        part = Part(int(number), self._part(tuple(arguments), int(number) + 1))
        made = self.kind(self.furniture.lite(part)).render(reading, PageKey(self._full.name, tuple(arguments)))
        return made if made and made.path else None

    def _part(self, arguments: tuple[str, ...], number: int) -> PageKey:
        return PageKey(self.name, (*arguments, str(number)))
