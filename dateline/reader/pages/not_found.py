"""What readers get at an address where nothing stands: a page per language, and one for addresses of none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.edition.values import Front, Site, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import Furniture
from dateline.reader.pages.languages import mixed_frame
from dateline.reader.sheet import Head, Sheet


@dataclass(frozen=True)
class NotFound:
    """``/en/not-found`` and ``/not-found``, both with status 404; the server sends them for unknown addresses."""

    furniture: Furniture
    name: str = "not-found"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page a language, one for the house."""
        if isinstance(value, Front):
            yield PageKey(self.name, (value.language,))
        if isinstance(value, Front | Site):
            yield PageKey(self.name)

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The page in its language, or in all of them."""
        return self._in_all(reading) if not key.arguments else self._in_one(reading, key.arguments[0])

    def _in_one(self, reading: Reading, tag: str) -> Output | None:
        sheet = Sheet.of(self.furniture, reading, tag)
        if sheet is None:
            return None
        words = sheet.language.strings
        head = Head(path=f"{sheet.root}not-found", title=words.not_found, status=404, indexed=False)
        return sheet.output("message.html", head, text=words.not_found_text)

    def _in_all(self, reading: Reading) -> Output | None:
        context = mixed_frame(reading)
        if context is None:
            return None
        reading.template("nowhere.html")
        html = self.furniture.render("nowhere.html", context)
        return Output(path="/not-found", body=html.encode(), language=context["lang"], status=404)
