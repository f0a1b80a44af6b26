"""A story found and read with no JavaScript, with the keyboard alone, and over a line of the second generation."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from dateline.languages.language import language
from dateline.press.page import Output
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.rooms.reader.bureau import bureau_with_a_face
from tests.rooms.reader.rack import site

pytestmark = [pytest.mark.validators, pytest.mark.browser]
TAGS = ("en", "fa")
STORY = "/2009/03/06/us-russia-missiles"
# 250 kbit/s down, 50 up, 300 ms there and back: "Regular 2G" of the browsers' own tools.
SECOND_GENERATION = {"offline": False, "latency": 300, "downloadThroughput": 31_250, "uploadThroughput": 6_250}
# What the browser had asked for when it first painted words.
BEFORE_WORDS = """() => {
  const painted = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  return performance.getEntriesByType("resource").filter(each => each.responseEnd && each.responseEnd <= painted)
    .filter(each => each.renderBlockingStatus === "blocking").map(each => each.name);
}"""


@cache
def printed() -> dict[str, Output]:
    return site(bureau_with_a_face(*TAGS), KINDS, furniture())


class Answers(BaseHTTPRequestHandler):
    """The pages of the bureau; nothing else is there."""

    def do_GET(self) -> None:
        page = printed().get(self.path.partition("?")[0])
        self.send_response(page.status if page else 404)
        self.send_header("Content-Type", page.media_type if page else "text/plain")
        self.end_headers()
        self.wfile.write(page.body if page else b"")

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the bureau is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Tab]:
    """A tab that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("tag", TAGS)
def test_without_javascript_a_reader_gets_from_the_front_to_a_story_and_to_its_other_language(
    tag: str, plain: Tab, address: str
) -> None:
    other = next(each for each in TAGS if each != tag)
    plain.goto(f"{address}/{tag}/")
    plain.click(f"main a[href='/{tag}{STORY}'] >> nth=0")
    expect(plain.locator("html")).to_have_attribute("dir", language(tag).direction)
    expect(plain.locator(".article-body p").first).to_be_visible()
    plain.click(f"a[hreflang={other}] >> visible=true >> nth=0")
    expect(plain.locator("html")).to_have_attribute("lang", other)
    expect(plain.locator("h1")).to_be_visible()


@pytest.mark.parametrize("tag", TAGS)
def test_the_keyboard_alone_skips_to_the_stories_and_opens_one(tag: str, tab: Tab, address: str) -> None:
    tab.goto(f"{address}/{tag}/")
    tab.keyboard.press("Tab")
    skip = tab.locator(":focus")
    expect(skip).to_have_attribute("href", "#content")
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    first = tab.locator("main :focus")
    expect(first).to_be_in_viewport()
    outline = first.evaluate("each => getComputedStyle(each).outlineStyle + getComputedStyle(each).outlineWidth")
    assert outline not in {"none0px", "auto0px"}, "whoever sees no focus is lost"
    leads_to = first.get_attribute("href")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{leads_to}")
    expect(tab.locator("h1")).to_be_visible()


@pytest.mark.parametrize("tag", TAGS)
def test_over_a_poor_line_no_more_than_two_files_stand_between_a_reader_and_the_text(
    tag: str, tab: Tab, address: str
) -> None:
    line = tab.context.new_cdp_session(tab)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SECOND_GENERATION)
    tab.goto(f"{address}/{tag}{STORY}")
    expect(tab.locator(".article-body p").first).to_be_visible()
    tab.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    waited_for = tab.evaluate(BEFORE_WORDS)
    assert 1 <= len(waited_for) <= 2
    assert all(each.endswith(".css") and each.startswith(address) for each in waited_for)
