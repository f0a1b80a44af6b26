"""An address that moved for good: 301 to where its story stands now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from dateline.edition.values import Redirect, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import CODE, Furniture

HOPS = 16
SAFE_IN_LOCATION = "/?&=#%:@!$'()*+,;~-._"


@dataclass(frozen=True)
class Moved:
    """The old address, empty body, ``Location`` of the new one (RFC 9110, 15.4.2)."""

    furniture: Furniture
    name: str = "redirect"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """The address, with ``|`` encoded since it parts the arguments of a page key."""
        if isinstance(value, Redirect):
            yield PageKey(self.name, (quote(value.path, safe="/"),))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The redirect, straight to the last address of a chain; None for one that leads back to itself."""
        reading.template(CODE)
        path = unquote(key.arguments[0])
        target = reading.redirect(path)
        for _ in range(HOPS):
            if target is None or target == path:
                return None
            further = reading.redirect(target)
            if further is None:
                location = quote(f"{self.furniture.at}{target}", safe=SAFE_IN_LOCATION)
                return Output(path=f"{self.furniture.at}{path}", body=b"", status=301, headers={"Location": location})
            target = further
        return None
