"""A translator’s helps in a real browser: a machine draft that must be read, a file that goes out and comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.journeys.house import RunningHouse, wait_for
from tests.journeys.ready import ReadyHouses
from tests.journeys.test_writing_in_comfort import new_story, write
from tests.rooms.newsroom.fake_translator import Sent, fake

pytestmark = [pytest.mark.browser, pytest.mark.newsroom, pytest.mark.slow, pytest.mark.xdist_group("journey")]
SAID = {"Ministers meet": "Les ministres se réunissent", "They met on Friday.": "Ils se sont vus vendredi."}


def machine(sent: Sent) -> tuple[int, Any]:
    """LibreTranslate as far as these two sentences go."""
    if sent.method == "GET":
        return 200, [{"code": "en", "targets": ["fr"]}]
    return 200, {"translatedText": [SAID[each] for each in sent.body["q"]]}


@pytest.fixture(scope="module")
def house(ready: ReadyHouses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A house that has set a translator."""
    running = ready.bare(tmp_path_factory.mktemp("house"))
    with fake(machine) as (address, _):
        running.environment["DATELINE_TRANSLATOR_URL"] = f"libretranslate+{address}"
        running.start()
        yield running
        running.stop()


def publish(tab: Tab) -> None:
    tab.click("footer [data-w-dropdown-target=toggle]")
    tab.click("button[name=action-publish]")


@pytest.fixture(scope="module")
def story(house: RunningHouse, tab: Tab) -> int:
    """The number of a story that is published in English."""
    new_story(house, tab)
    tab.fill("[name=title]", "Ministers meet")
    write(tab, "They met on Friday.")
    expect(tab.locator("[name=body-0-value]")).to_have_value(re.compile("Friday"))
    publish(tab)
    tab.wait_for_url(lambda url: "/add/" not in url)
    href = tab.locator("a[href*='/edit/']", has_text="Ministers meet").first.get_attribute("href")
    return int(re.findall(r"\d+", href or "")[0])


def test_a_machine_draft_goes_out_once_somebody_has_read_it(house: RunningHouse, tab: Tab, story: int) -> None:
    tab.goto(f"{house.address}/newsroom/translate/{story}/")
    tab.select_option("[name=language]", "fr")
    tab.click("main form button[type=submit]")
    tab.wait_for_url("**/edit/")
    form = tab.url
    tab.click("a[href*='/translation-help/'].button")
    tab.click("button[value=machine]")
    expect(tab.locator("body")).to_contain_text("2 blocks stand in the draft")
    tab.goto(form)
    publish(tab)
    expect(tab.locator("body")).to_contain_text("A machine made this, and nobody has read it yet: Headline")
    tab.goto(form)
    tab.click("a[href*='/translation-help/'].button")
    expect(tab.locator("input[name=read]").first).to_be_visible()
    for box in tab.locator("input[name=read]").all():
        box.check()
    tab.click("button[value=accept]")
    expect(tab.locator("input[name=read]")).to_have_count(0)
    tab.goto(form)
    publish(tab)
    wait_for(lambda: "Les ministres se réunissent" in house.get("/fr/")[1])


def test_a_file_goes_out_and_comes_back_as_a_draft(house: RunningHouse, tab: Tab, story: int, tmp_path: Path) -> None:
    tab.goto(f"{house.address}/newsroom/outside/{story}/")
    tab.select_option("[name=into]", "fa")
    with tab.expect_download() as download:
        tab.click("button[name=file]")
    sent = Path(download.value.path()).read_text(encoding="utf-8")
    assert "<source>They met on Friday.</source>" in sent
    back = tmp_path / "back.xlf"
    back.write_text(re.sub(r"(<source>.*?</source>)", r"\1<target>آنان دیدار کردند.</target>", sent), encoding="utf-8")
    tab.set_input_files("input[name=file]", str(back))
    tab.click("button:has-text('Take it in')")
    tab.wait_for_url("**/edit/")
    expect(tab.locator("body")).to_contain_text("The translation stands in the draft")
    expect(tab.locator("[name=title]")).to_have_value("آنان دیدار کردند.")
