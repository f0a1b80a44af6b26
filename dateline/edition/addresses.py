"""The two kinds of address that the house writes itself: where it stands, and a path on it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

ORIGIN = re.compile(r"https?://[^/?#@\\\s\x00-\x20\x7f-\x9f]+")
# Browsers read "//host" and "/\host" as another site's address.
PATH = re.compile(r"/(?!/)[^?#\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]*")
TARGET = re.compile(r"/(?!/)[^\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]*")


def is_origin(address: str) -> bool:
    """Whether ``address`` is scheme and host alone, as in https://news.example or http://127.0.0.1:8000."""
    if not ORIGIN.fullmatch(address):
        return False
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def is_path(address: str) -> bool:
    """Whether ``address`` is a path of this site: one slash first, no query, no fragment, nothing invisible."""
    return bool(PATH.fullmatch(address))


def is_target(address: str) -> bool:
    """Whether readers can be sent on to ``address``: as ``is_path``, but it may name a query or a part of the page."""
    return bool(TARGET.fullmatch(address))
