"""The house's colours as a stylesheet of the site, a pure function of the record: so no page needs inline style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.edition.house import Face, SiteFace
from dateline.edition.values import Site, Value, segment
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.colours import stylesheet, stylesheet_path
from dateline.reader.furniture import CODE, Furniture
from dateline.reader.pages.assets import FOR_EVER


@dataclass(frozen=True)
class Colours:
    """``/assets/colours.<digest>.css``, and ``/assets/colours-fa.<digest>.css`` where a language has its own."""

    furniture: Furniture
    name: str = "colours"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One for the house, one a language."""
        if isinstance(value, Site):
            yield PageKey(self.name)
        if isinstance(value, SiteFace):
            yield PageKey(self.name, (value.language,))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The stylesheet; None where the software's own colours stand."""
        reading.template(CODE)
        tag = key.arguments[0] if key.arguments else ""
        own = reading.site_face(tag) if tag else None
        face = (own.face if own else Face()) if tag else (reading.site().face or Face())
        body = stylesheet(face)
        if not body:
            return None
        path = stylesheet_path(body, segment(tag) if tag else "")
        headers = {"Cache-Control": FOR_EVER}
        return Output(path=path, body=body, media_type="text/css; charset=utf-8", headers=headers)
