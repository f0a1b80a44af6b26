"""Content negotiation for stored pages: which coding a request accepts, whether it has the page already (RFC 9110)."""

from __future__ import annotations

from dateline.press.site import StoredPage

PREFERENCE = ("br", "gzip", "identity")


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
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
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
