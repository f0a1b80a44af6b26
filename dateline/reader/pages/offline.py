"""What readers get without a line where a page was not kept, and when the house last erased something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from dateline.edition.values import Front, Site, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import CODE, Furniture
from dateline.reader.sheet import Head, Sheet

REMOVED = "/removed.json"


@dataclass(frozen=True)
class Offline:
    """``/en/offline``; the service worker keeps it, a script lists the kept pages on it."""

    furniture: Furniture
    name: str = "offline"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page a language."""
        if isinstance(value, Front):
            yield PageKey(self.name, (value.language,))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The page; None where the language is not on line."""
        sheet = Sheet.of(self.furniture, reading, key.arguments[0])
        if sheet is None:
            return None
        words = sheet.language.strings
        head = Head(path=f"{sheet.root}offline", lite=sheet.root, title=words.offline, indexed=False)
        return sheet.output("offline.html", head, text=words.offline_text)


@dataclass(frozen=True)
class Removed:
    """``/removed.json``: the instant of the last kill or redaction, and nothing of what it erased.

    A copy of any page that was made before it may hold what was erased: service workers throw it away.
    """

    furniture: Furniture
    name: str = "removed"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One for the house."""
        if isinstance(value, Site):
            yield PageKey(self.name)

    def render(self, reading: Reading, key: PageKey) -> Output:
        """The instant; empty while nothing was ever erased."""
        reading.template(CODE)
        erased = reading.erased()
        body = msgspec.json.encode({"erased": erased.isoformat() if erased else ""})
        return Output(path=REMOVED, body=body + b"\n", media_type="application/json")
