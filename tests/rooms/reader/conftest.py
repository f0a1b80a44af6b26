"""The bureau printed once a session, in English and Persian and in each language beside English."""

from __future__ import annotations

from functools import cache

import pytest
from lxml import html

from dateline.press.page import Output
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.rooms.reader.bureau import bureau_with_a_face
from tests.rooms.reader.rack import site

Page = html.HtmlElement


@cache
def printed(*tags: str) -> dict[str, Output]:
    """The bureau's site in those languages, by path."""
    return site(bureau_with_a_face(*tags), KINDS, furniture())


@pytest.fixture(scope="session")
def pages() -> dict[str, Output]:
    """The site in English and Persian, English being the source."""
    return printed("en", "fa")


def parsed(output: Output) -> Page:
    """An HTML page as a tree."""
    return html.document_fromstring(output.body.decode())
