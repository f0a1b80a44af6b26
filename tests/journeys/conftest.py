"""One running house for all journeys, and a browser tab logged in to its newsroom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

from tests.journeys.house import RunningHouse
from tests.programs import chromium


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A house that has just been set up and runs."""
    running = RunningHouse(tmp_path_factory.mktemp("house"))
    running.dateline("setup")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def tab(house: RunningHouse) -> Iterator[Tab]:
    """A tab in which the first account is logged in."""
    program = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.set_default_timeout(60_000)
        house.log_in(opened)
        yield opened
        browser.close()
