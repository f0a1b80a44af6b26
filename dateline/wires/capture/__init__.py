"""Captures of a page, as text or HTML, to a draft: classified line by line, nothing dropped without a word."""

from __future__ import annotations

import re
from hashlib import sha256

from msgspec.structs import replace

from dateline.languages.language import languages
from dateline.wires.capture import page, text
from dateline.wires.capture.decode import decode
from dateline.wires.draft import Draft, Refused
from dateline.wires.finding import Finding

MARKUP = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|main|meta|p|h1|section|table)\b",
    re.IGNORECASE | re.DOTALL,
)


def parse(data: bytes, *, language: str, name: str = "") -> Draft:
    """The draft that a capture of a page holds; as ``read``, without what each line was taken for."""
    return read(data, language=language, name=name).draft


def read(data: bytes, *, language: str, name: str = "") -> Finding:
    """The draft that a capture of a page holds, and what each of its lines was taken for.

    ``language`` is a configured BCP 47 tag, ``name`` the file's name for remarks. Raises Refused saying why and what to
    do: an unknown language, bytes that are no text, no headline. The same bytes give the same ids again.
    """
    if language not in languages():
        raise Refused(f"unknown language {language!r}; configured are: {', '.join(languages())}")
    source_id = f"capture:{sha256(data).hexdigest()}"
    try:
        characters, warnings = decode(data, language)
        reader = page.read if MARKUP.match(characters) else text.read
        found = reader(characters, language, source_id=source_id)
    except Refused as refused:
        raise Refused(f"{name}: {refused.reason}" if name else refused.reason, source_id=source_id) from None
    return replace(found, draft=replace(found.draft, warnings=(*warnings, *found.draft.warnings)))
