"""Every address of the newsroom that Django's resolver knows, and how to call each of them in a test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from django.urls import URLPattern, URLResolver, get_resolver

REGEX_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")


class Address(msgspec.Struct, frozen=True):
    """``name`` as `reverse` takes it (the route itself where it has none), ``route`` with its converters."""

    name: str
    route: str

    def url(self, known: dict[str, Any]) -> str:
        """The address with its parts filled in from ``known``."""
        plain = REGEX_GROUP.sub(lambda found: f"<{found[1]}>", self.route)
        plain = plain.replace("\\.", ".").replace("^", "").replace("$", "")
        return "/" + CONVERTER.sub(lambda found: str(known[found[2]]), plain)


def addresses() -> list[Address]:
    """All of them, in the order in which they are tried."""
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, before: str, spaces: tuple[str, ...]) -> Iterator[Address]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield Address(":".join((*spaces, each.name)) if each.name else route, route)
        else:
            yield from _walk(each, route, (*spaces, each.namespace) if each.namespace else spaces)
