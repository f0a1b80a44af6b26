"""Which machine translator the house uses: ``DATELINE_TRANSLATOR_URL``, read strictly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

KINDS = ("libretranslate", "deepl", "apertium", "openai")
WAYS = ("http", "https")
HINT = (
    "it must look like libretranslate+http://127.0.0.1:5000, deepl+https://api.deepl.com or apertium+http://host:2737"
)


class TranslatorAddressError(ValueError):
    """The address of the translator cannot be used; the message says what is wanted."""


@dataclass(frozen=True)
class Translating:
    """Where texts go that a person asks to have translated; nowhere while ``kind`` is empty."""

    kind: str = ""
    address: str = ""
    model: str = ""
    key: str = field(default="", repr=False)

    def setting(self) -> dict[str, str] | None:
        """As Django's settings hold it."""
        about: dict[str, Any] = {"kind": self.kind, "address": self.address, "model": self.model, "key": self.key}
        return about if self.kind else None


def translating(text: str, key: str = "") -> Translating:
    """Read ``<kind>+http[s]://host[:port][/path]``, for ``openai`` with ``?model=``; raises TranslatorAddressError."""
    if not text:
        return Translating()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise TranslatorAddressError(f"names no host or port that can be: {HINT}") from None
    kind, _, way = parts.scheme.partition("+")
    if kind not in KINDS or way not in WAYS:
        raise TranslatorAddressError(f"begins with none of {', '.join(f'{each}+https://' for each in KINDS)}: {HINT}")
    if not parts.hostname or port == 0:
        raise TranslatorAddressError(f"names no host or port that can be: {HINT}")
    if parts.username or parts.password or parts.fragment:
        raise TranslatorAddressError("holds a name, a password or a #: the key stands in DATELINE_TRANSLATOR_KEY")
    address = urlunsplit((way, parts.netloc, parts.path.rstrip("/"), "", ""))
    return Translating(kind, address, _model(kind, parts.query), key)


def _model(kind: str, query: str) -> str:
    given = parse_qs(query, keep_blank_values=True)
    model = given.pop("model", [""])
    if given or len(model) != 1 or bool(model[0]) != (kind == "openai"):
        raise TranslatorAddressError("ends in ?model=NAME for openai, and in nothing for the others")
    return model[0]
