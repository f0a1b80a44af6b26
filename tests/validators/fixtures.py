"""Fixtures that have pages judged: ``judge_source`` takes their source, ``judge_shown`` what a browser shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from tests.programs import chromium
from tests.validators import screen, vnu
from tests.validators.page import Message, Page

Source = Callable[[Iterable[Page]], list[Message]]
Shown = Callable[[str], list[Message]]


@pytest.fixture(scope="session")
def judge_source() -> Source:
    """``judge_source([Page(name, html), ...])`` gives the errors of the W3C's checker; [] is a clean bill."""
    return vnu.judge


@pytest.fixture
def judge_shown(tab: Tab) -> Shown:
    """``judge_shown(address)`` opens a page and gives axe-core's violations and what does not fit 320 px."""

    def judge(address: str) -> list[Message]:
        tab.goto(address)
        return screen.accessibility(tab, address) + screen.fits(tab, address)

    return judge


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests of a worker."""
    program = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """An empty tab of a fresh session: 1280 by 800, no cookies."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()
