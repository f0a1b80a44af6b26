"""The page that says a story is no longer available (RFC 9110, 15.5.11), with nothing of its text."""

from __future__ import annotations

from dateline.press.page import Output
from dateline.reader.sheet import Head, Sheet


def gone(sheet: Sheet, path: str) -> Output:
    """Status 410 and a neutral note, alike whether a story was withdrawn or killed."""
    strings = sheet.language.strings
    head = Head(path=path, title=strings.gone, status=410, indexed=False)
    return sheet.output("message.html", head, text=strings.gone_text)
