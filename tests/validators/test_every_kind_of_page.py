"""Every kind of page, judged by the W3C's checker, by axe-core, and at 320 CSS pixels, light and dark."""

from __future__ import annotations

from functools import cache

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import Route

from dateline.languages.language import language, languages
from dateline.press.page import Output
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.rooms.reader.bureau import bureau_with_a_face
from tests.rooms.reader.rack import site
from tests.validators.fixtures import Shown, Source
from tests.validators.page import Page
from tests.validators.screen import accessibility, fits

HOST = "http://dateline.test"
SIX = ("en", "fa", "km", "ru", "ur", "zh-Hans")
EVERYWHERE = {"en", "ur"}  # where also what does not differ from language to language is looked at
BY_NIGHT = [pytest.param(tag, marks=[] if tag in EVERYWHERE else pytest.mark.all) for tag in languages()]
TAGS = [pytest.param(tag, marks=[] if tag in SIX else pytest.mark.all) for tag in languages()]

pytestmark = pytest.mark.validators


@cache
def printed(tag: str) -> dict[str, Output]:
    """The bureau in one language beside English, by path."""
    return site(bureau_with_a_face(*dict.fromkeys(("en", tag))), KINDS, furniture())


def html_pages(tag: str) -> dict[str, Output]:
    """The HTML pages of a language and those that belong to none."""
    own = f"/{language(tag).segment}/"
    starts = (own, f"/lite{own}")
    found = {}
    for path, page in printed(tag).items():
        shown = page.media_type.startswith("text/html") and page.status not in {301, 308}
        if shown and (path == "/" or path.startswith(starts) or page.language in {"", "mul"}):
            found[path] = page
    return found


def one_of_each(tag: str) -> list[str]:
    """One path for each kind of page: the longest page of those whose address has the same shape and status."""
    chosen: dict[tuple[object, ...], str] = {}
    pages = html_pages(tag)
    for path in sorted(pages, key=lambda each: len(pages[each].body)):
        light = path.startswith("/lite/")
        parts = path.removeprefix("/lite").strip("/").split("/")
        sort = parts[1] if parts[1:] and not parts[1].isdigit() else ""
        shape = (light, len(parts), sort, "." in parts[-1], pages[path].status)
        chosen[shape] = path
    return list(chosen.values())


@pytest.mark.parametrize("tag", TAGS)
def test_the_checker_finds_no_error_on_any_page(tag: str, judge_source: Source) -> None:
    pages = [Page(path, page.body.decode()) for path, page in html_pages(tag).items()]
    assert len(pages) > 8
    assert judge_source(pages) == []


def is_bare(path: str) -> bool:
    """Whether a page has next to no styles: a light one, or a file to carry."""
    return path.startswith("/lite/") or path.endswith(".single.html")


def serve(tab: Tab, tag: str) -> None:
    """Answer the tab's requests from the pages of a language."""
    pages = printed(tag)

    def answer(route: Route) -> None:
        page = pages.get(route.request.url.removeprefix(HOST))
        if page is None:
            route.fulfill(status=404, body="")
        else:
            route.fulfill(status=page.status, body=page.body, content_type=page.media_type)

    tab.route("**/*", answer)


@pytest.mark.browser
@pytest.mark.parametrize("tag", TAGS)
def test_pages_are_accessible_and_fit_a_narrow_screen(tag: str, tab: Tab, judge_shown: Shown) -> None:
    serve(tab, tag)
    paths = one_of_each(tag)
    assert len(paths) >= 16
    # Light pages and files to carry are bare markup, which is the same in every language: two of them stand for all.
    bare = [] if tag in EVERYWHERE else [path for path in paths if is_bare(path)]
    found = [message for path in paths if path not in bare for message in judge_shown(HOST + path)]
    for path in bare:
        tab.goto(HOST + path)
        found += fits(tab, path)
    assert found == []


@pytest.mark.browser
@pytest.mark.parametrize("tag", BY_NIGHT)
def test_pages_are_legible_in_the_dark(tag: str, tab: Tab) -> None:
    """Only colours differ from the day, and they do not differ from language to language."""
    serve(tab, tag)
    tab.emulate_media(color_scheme="dark")
    # Bare pages choose no colours of their own: in the dark they are the browser's.
    paths = [path for path in one_of_each(tag) if not is_bare(path)]
    assert len(paths) >= 8
    found = []
    for path in paths:
        tab.goto(HOST + path)
        found += accessibility(tab, path, "color-contrast")
    assert found == []
