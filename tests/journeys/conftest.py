"""One running house for all journeys, and a browser tab logged in to its newsroom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from tests.journeys.hand import Hand
from tests.journeys.house import RunningHouse
from tests.journeys.ready import ReadyHouses, shared_folder
from tests.programs import chromium


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> ReadyHouses:
    """Houses to copy: what each journey would set up alike is set up once."""
    return ReadyHouses(shared_folder(tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session")
def house(ready: ReadyHouses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A house that has been set up and runs; no journey relies on being its first."""
    running = ready.bare(tmp_path_factory.mktemp("house"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def bureau(ready: ReadyHouses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """As ``make run`` makes it: with the sample bureau and one capture waiting. The first day is walked here first."""
    running = ready.with_sample(tmp_path_factory.mktemp("bureau") / "var")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def reporters(house: RunningHouse) -> dict[str, int]:
    """Each desk's group of reporters, in the house with people of every role at the English and the Persian desk."""
    return house.staff("en", "fa")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module: while it is open, no other may be started, nor Django asked, in this process."""
    program = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def tab(house: RunningHouse, browser: Browser) -> Tab:
    """A tab in which the first account is logged in."""
    hand = Hand(house, browser)
    hand.log_in()
    return hand.tab
