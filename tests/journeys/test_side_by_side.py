"""The board and the source beside an edition's form in a real browser, with English, Persian and Chinese screens."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.journeys.house import ROOT, RunningHouse
from tests.validators.screen import accessibility

pytestmark = [pytest.mark.browser, pytest.mark.newsroom, pytest.mark.slow, pytest.mark.xdist_group("journey")]
PLACE = "element => element.getBoundingClientRect().top"


@pytest.fixture(scope="module")
def story(house: RunningHouse, tab: Tab) -> dict[str, Any]:
    """The numbers of a story whose source moved on."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.moved_source"],
        env=house.environment, cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(made.stdout)
    return found


def speak(house: RunningHouse, tab: Tab, code: str) -> None:
    """Have the newsroom's screens in a language."""
    tab.goto(f"{house.address}/newsroom/account/")
    tab.fill("[name=name_email-first_name]", "Ana")
    tab.fill("[name=name_email-last_name]", "Chief")
    tab.select_option("[name=locale-preferred_language]", code)
    with tab.expect_navigation():
        tab.locator("[name=locale-preferred_language]").evaluate("field => field.form.requestSubmit()")
    assert tab.evaluate("document.documentElement.lang") == code


def opened(house: RunningHouse, tab: Tab, story: dict[str, Any], edition: str = "fa") -> None:
    """The form of an edition."""
    tab.goto(f"{house.address}/newsroom/pages/{story[edition]}/edit/")
    expect(tab.locator("[data-block]").first).to_be_visible()


def part(tab: Tab, number: int) -> Any:
    return tab.locator("[data-part][data-anchors*='key:']").nth(number)


@pytest.mark.parametrize(("code", "forward"), [("en", "ArrowRight"), ("fa", "ArrowLeft"), ("zh-hans", "ArrowRight")])
def test_the_board_is_walked_with_the_arrow_keys_in_either_direction(
    house: RunningHouse, tab: Tab, story: dict[str, Any], code: str, forward: str
) -> None:
    speak(house, tab, code)
    tab.goto(f"{house.address}/newsroom/board/")
    headline = tab.locator("[data-board] tbody a").first
    headline.focus()
    tab.keyboard.press(forward)
    cells = tab.locator("[data-board] tbody tr").first.locator("td a")
    expect(cells.first).to_be_focused()
    tab.keyboard.press("End")
    expect(cells.last).to_be_focused()
    tab.keyboard.press("Home")
    expect(headline).to_be_focused()
    assert tab.locator("[data-board] td.is-correction").count() == 2
    assert accessibility(tab, f"board in {code}") == []
    speak(house, tab, "en")


@pytest.mark.parametrize(("code", "edition"), [("en", "zh"), ("fa", "fa"), ("zh-hans", "zh")])
def test_the_source_shows_words_struck_out_and_put_in_beside_ours(
    house: RunningHouse, tab: Tab, story: dict[str, Any], code: str, edition: str
) -> None:
    speak(house, tab, code)
    opened(house, tab, story, edition)
    first = part(tab, 0)
    expect(first.locator("del")).to_have_text("Thursday")
    expect(first.locator("ins")).to_have_text("Friday")
    expect(first).to_contain_text("An earlier version gave the wrong day.")
    column, ours = tab.locator("[data-beside]").bounding_box(), tab.locator("[name=title]").bounding_box()
    assert column
    assert ours
    left, right = (column, ours) if code == "fa" else (ours, column)
    assert left["x"] + left["width"] <= right["x"]
    assert accessibility(tab, f"side by side in {code}") == []
    speak(house, tab, "en")


@pytest.mark.parametrize("code", ["en", "fa"])
def test_on_a_narrow_screen_one_stands_above_the_other(
    house: RunningHouse, tab: Tab, story: dict[str, Any], code: str
) -> None:
    speak(house, tab, code)
    tab.set_viewport_size({"width": 360, "height": 800})
    opened(house, tab, story)
    column, ours = tab.locator("[data-beside]").bounding_box(), tab.locator("[name=title]").bounding_box()
    assert column
    assert ours
    assert column["y"] + column["height"] <= ours["y"]
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.set_viewport_size({"width": 1280, "height": 900})
    speak(house, tab, "en")


def test_the_pair_of_what_is_written_is_shown_and_scrolls_along(
    house: RunningHouse, tab: Tab, story: dict[str, Any]
) -> None:
    opened(house, tab, story)
    tab.locator("[data-block]").nth(1).click()
    expect(part(tab, 1)).to_have_class("beside__part beside__part--open beside__part--current")
    list_top = tab.locator("[data-beside-parts]").evaluate(PLACE)
    assert part(tab, 1).evaluate(PLACE) >= list_top


def test_one_key_marks_a_part_caught_up_one_dismisses_it_and_the_draft_keeps_both(
    house: RunningHouse, tab: Tab, story: dict[str, Any]
) -> None:
    opened(house, tab, story)
    expect(tab.locator("[data-beside-open]")).to_contain_text("4 parts are open")
    tab.locator("[data-block]").first.click()
    tab.keyboard.press("Alt+Shift+U")
    expect(part(tab, 0).locator("[data-read]")).to_be_checked()
    tab.locator("[data-block]").nth(1).click()
    expect(part(tab, 1)).to_contain_class("beside__part--current")
    tab.keyboard.press("Alt+Shift+X")
    expect(tab.locator("[data-beside-dialog]")).to_be_visible()
    tab.keyboard.press("Enter")
    expect(tab.locator("[data-trouble]")).to_contain_text("Say in a few words why")
    tab.keyboard.type("Gas is known here.")
    tab.keyboard.press("Enter")
    expect(tab.locator("[data-beside-dialog]")).to_be_hidden()
    expect(part(tab, 1)).to_contain_text("does not apply here")
    tab.locator("button.action-save").first.click()
    tab.wait_for_load_state()
    opened(house, tab, story)
    expect(tab.locator("[data-beside-open]")).to_contain_text("2 parts are open")


def test_a_live_edition_that_caught_up_goes_out_in_silence(
    house: RunningHouse, tab: Tab, story: dict[str, Any]
) -> None:
    opened(house, tab, story)
    for box in tab.locator("[data-read]").all():
        box.check()
    tab.keyboard.press("Alt+Shift+P")
    tab.click("button[name=action-publish]")
    tab.wait_for_load_state()
    tab.goto(f"{house.address}/newsroom/board/?desk=fa")
    expect(tab.locator("[data-board] td").first).to_contain_text("live and current")


def test_the_second_saver_is_shown_both_texts_in_the_browser(
    house: RunningHouse, tab: Tab, story: dict[str, Any]
) -> None:
    opened(house, tab, story, "zh")
    browser = tab.context.browser
    assert browser
    other = browser.new_context(storage_state=tab.context.storage_state()).new_page()
    other.goto(tab.url)
    other.fill("[name=kicker]", "先写的")
    with other.expect_navigation():
        other.keyboard.press("Control+s")
    other.context.close()
    tab.fill("[name=summary]", "后写的")
    tab.locator("footer button.action-save").first.click()
    confirm = tab.locator("#w-save-confirmation-dialog [data-w-dialog-target=confirm]")
    expect(confirm.or_(tab.locator(".both__table"))).to_be_visible()
    if confirm.is_visible():  # Wagtail has heard of the other version already, and asks first
        confirm.click()
    marked = tab.locator(".both__table mark")
    expect(marked).to_have_text(["先写的", "后写的"])
    assert accessibility(tab, "both texts") == []
    tab.locator(".both__ways a").last.click()
    expect(tab.locator("[name=summary]")).to_have_value("后写的")
