"""A front is arranged in a real browser: stories picked, moved with the keyboard, published, and seen by readers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.journeys.hand import Hand
from tests.journeys.house import RunningHouse, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.newsroom, pytest.mark.slow, pytest.mark.xdist_group("journey")]

ADD = ".c-sf-add-button"
STORIES = "[data-contentpath='stories']"
KEPLER, CLINTON = "El Kepler sale en busca de otras Tierras", "Clinton planteará a Lavrov"


def pick(tab: Tab, number: int, headline: str) -> None:
    """Look for a story under its language's front, and put it below those that stand in the first slot."""
    tab.locator(f"{STORIES} {ADD}").nth(number).click()
    tab.locator(f"{STORIES} button", has_text="Choose").last.click()
    story, deeper = tab.locator(".modal-body a.choose-page", has_text=headline), ".modal-body a.navigate-pages"
    expect(story.or_(tab.locator(deeper)).first).to_be_visible()
    if not story.count():
        tab.locator(deeper).last.click()
    story.first.click()
    expect(tab.locator(".modal-body")).to_have_count(0)


def headlines(page: str) -> list[str]:
    """The headlines of the slots of a reader's page."""
    slots = page.partition('class="slot ')[2]
    return [each[:26] for each in re.findall(r"<h[23]><a [^>]*>([^<]*)", slots)]


def test_a_front_is_picked_moved_by_keyboard_and_published(bureau: RunningHouse, browser: Browser) -> None:
    hand = Hand(bureau, browser)
    tab = hand.tab
    bureau.log_in(tab)
    tab.goto(f"{bureau.address}/newsroom/fronts/?desk=es")
    tab.locator("td .button").first.click()
    tab.wait_for_url("**/edit/")
    tab.locator(ADD).first.click()
    tab.select_option("[name=slots-0-value-layout]", "lead-two")
    pick(tab, 0, KEPLER)
    pick(tab, 1, CLINTON)
    moves = tab.locator(f"{STORIES} button[data-streamfield-action=MOVE_UP]")
    moves.nth(1).focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(f"{STORIES} .chooser__title").first).to_contain_text(CLINTON)
    hand.act("button[name=action-publish]")
    wait_for(lambda: headlines(bureau.get("/es/")[1])[:2] == [CLINTON, KEPLER[:26]])


def test_fronts_of_the_sample_fit_a_small_screen_and_name_other_languages(
    bureau: RunningHouse, browser: Browser
) -> None:
    tab = browser.new_page(viewport={"width": 320, "height": 640})
    for path, tongue in (("/fa/", "انگلیسی"), ("/zh-hans/", "英语")):
        tab.goto(bureau.address + path)
        assert tab.evaluate("document.documentElement.scrollWidth") == 320
        assert tongue in tab.locator(".slot .tongue").all_text_contents()
    tab.close()
