"""Pages as a text browser shows them: all there, in reading order, with no styles, pictures or scripts (w3m)."""

from __future__ import annotations

import subprocess

import pytest

from dateline.press.page import Output
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.golden.test_pages import compare
from tests.programs import w3m
from tests.rooms.reader.bureau import bureau
from tests.rooms.reader.rack import site

STORY = "2009/03/06/us-russia-missiles"
SHOWN = {
    "story-en.txt": f"/en/{STORY}",
    "story-fa.txt": f"/fa/{STORY}",
    "light-story-en.txt": f"/lite/en/{STORY}",
    "light-story-zh-hans.txt": f"/lite/zh-hans/{STORY}",
    "light-front-fa.txt": "/lite/fa/",
    "light-history-en.txt": f"/lite/en/{STORY}/history",
}
WIDTH = "72"  # columns

pytestmark = pytest.mark.validators


@pytest.fixture(scope="module")
def pages() -> dict[str, Output]:
    return site(bureau("en", "fa", "zh-Hans"), KINDS, furniture())


def shown(page: Output) -> str:
    """What w3m writes of a page, without the blanks that it fills lines with."""
    command = [w3m(), "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", WIDTH, "-config", "/dev/null"]
    text = subprocess.run(command, input=page.body, capture_output=True, check=True).stdout.decode()
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


@pytest.mark.parametrize("name", SHOWN)
def test_a_text_browser_shows_the_page_as_it_was_last_read(name: str, pages: dict[str, Output]) -> None:
    compare(name, shown(pages[SHOWN[name]]))
