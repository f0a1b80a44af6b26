"""Content negotiation for stored pages: which coding a request accepts, whether it has the page already (RFC 9110)."""

from __future__ import annotations

import re

from dateline.press.site import StoredPage

PREFERENCE = ("br", "gzip", "identity")
WEIGHT = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")
RANGE = re.compile(r"bytes=(?P<first>[0-9]{1,18})?-(?P<last>[0-9]{1,18})?")


def coding(page: StoredPage, accept_encoding: str | None) -> tuple[str, bytes]:
    """(coding, body): the best coding that is both stored and accepted; identity where nothing else fits."""
    weights = parse_weights(accept_encoding or "")
    stored = {"br": page.br, "gzip": page.gzip, "identity": page.body}
    found = [(weight_of(name, weights), name) for name in PREFERENCE if stored[name] is not None]
    best = max(found, key=lambda each: (each[0], -PREFERENCE.index(each[1])))
    name = best[1] if best[0] > 0 else "identity"
    return name, stored[name] or page.body


def parse_weights(header: str) -> dict[str, float]:
    """``gzip;q=0.5, br`` as {"gzip": 0.5, "br": 1.0}; a malformed weight counts as 0."""
    weights = {}
    for part in header.split(","):
        name, _, parameters = part.strip().partition(";")
        if name:
            weights[name.strip().lower()] = _weight(parameters)
    return weights


def _weight(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.strip().lower() == "q":
            return float(value.strip()) if WEIGHT.fullmatch(value.strip()) else 0.0
    return 1.0


def weight_of(name: str, weights: dict[str, float]) -> float:
    """How much a coding is wanted; identity is acceptable, though last, unless it is refused by name."""
    if name in weights:
        return weights[name]
    if name == "identity":
        return weights.get("*", 0.001) or 0.001
    return weights.get("*", 0.0)


def etag(page: StoredPage, name: str) -> str:
    """A strong entity tag: digest and coding."""
    return f'"{page.digest[:32]}-{name}"'


def has_it(if_none_match: str | None, tag: str) -> bool:
    """Whether ``If-None-Match`` names the tag (weak comparison, as the header asks for)."""
    if not if_none_match:
        return False
    offered = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return "*" in offered or tag in offered


def byte_range(header: str | None, size: int) -> slice | None:
    """The bytes that ``Range: bytes=first-last`` asks for; None where the whole is to be sent (no or several ranges).

    An empty slice means that no such bytes exist (416).
    """
    found = RANGE.fullmatch((header or "").replace(" ", "").lower())
    if not found or found.group() == "bytes=-":
        return None
    first, last = found.group("first"), found.group("last")
    if first is None:
        return slice(max(size - int(last), 0), size)
    if last is not None and int(last) < int(first):
        return None
    return slice(min(int(first), size), size if last is None else min(int(last) + 1, size))
