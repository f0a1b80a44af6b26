"""The main job in a real browser: write, publish, read, translate, update, mend a typo, withdraw."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page as Tab

from tests.journeys.house import RunningHouse, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.newsroom, pytest.mark.slow, pytest.mark.xdist_group("journey")]

HEADLINE = "Ministers meet in Geneva"


def story_path(house: RunningHouse, language: str, slug: str) -> str | None:
    """The address that a language's front gives a story, None while it does not show it."""
    found = re.search(rf'href="(/{language}/\d{{4}}/\d\d/\d\d/{slug})"', house.get(f"/{language}/")[1])
    return found.group(1) if found else None


def page_with(house: RunningHouse, path: str, words: str) -> str:
    """The page once it holds these words."""

    def found() -> str:
        text = house.get(path)[1]
        return text if words in text else ""

    return wait_for(found)


def publish(tab: Tab) -> None:
    """Open the menu at the foot of the form and publish."""
    tab.click("footer [data-w-dropdown-target=toggle]")
    tab.click("button[name=action-publish]")
    tab.wait_for_load_state()


def write_body(tab: Tab, text: str) -> None:
    """Type into the text that a new edition opens with."""
    tab.locator("#panel-child-content-body-section [contenteditable=true]").first.click()
    tab.keyboard.type(text)
    # The editor hands its text to the form a moment after the last key.
    kept = tab.locator("[name^=body][name$=value]").first
    wait_for(lambda: text in kept.input_value())


@pytest.fixture(scope="module")
def path(house: RunningHouse, tab: Tab) -> str:
    """The address of a story that was written and published by hand."""
    tab.goto(f"{house.address}/newsroom/pages/")
    href = tab.locator("a[href*='/edit/']", has_text="English").first.get_attribute("href")
    number = re.findall(r"\d+", href or "")[0]
    tab.goto(f"{house.address}/newsroom/pages/add/newsroom/editionpage/{number}/")
    tab.fill("[name=kicker]", "Nato/Russia")
    tab.fill("[name=title]", HEADLINE)
    write_body(tab, "The two ministers met for the first time.")
    publish(tab)
    return wait_for(lambda: story_path(house, "en", "ministers-meet-in-geneva") or "")


def edit_address(house: RunningHouse, tab: Tab, headline: str) -> str:
    """The address of the form of an edition, found as an editor finds it: by the newsroom's own list."""
    tab.goto(f"{house.address}/newsroom/reports/site-history/")
    # Newest first: a translation starts under the same headline, so the oldest line is the source's.
    link = tab.locator("a[href*='/edit/']", has_text=headline).last
    return f"{house.address}{link.get_attribute('href')}"


def test_a_published_story_stands_on_its_page_and_on_the_front(house: RunningHouse, path: str) -> None:
    status, page = house.get(path)
    assert status == 200
    assert HEADLINE in page
    assert "The two ministers met for the first time." in page
    assert "Nato/Russia" in page


def test_an_update_with_a_note_moves_the_stamp_and_is_told(house: RunningHouse, tab: Tab, path: str) -> None:
    assert "Latest update" not in house.get(path)[1]
    tab.goto(edit_address(house, tab, HEADLINE))
    tab.select_option("[name=publish_kind]", "update")
    tab.fill("[name=publish_note]", "Adds what the ministers agreed on.")
    tab.fill("[name=summary]", "They agreed to talk again.")
    publish(tab)
    page = page_with(house, path, "Latest update")
    assert "Adds what the ministers agreed on." in page


def test_a_typo_leaves_the_stamp_where_it_was(house: RunningHouse, tab: Tab, path: str) -> None:
    stamps = re.findall(r'<time datetime="([^"]+)"', house.get(path)[1])
    tab.goto(edit_address(house, tab, HEADLINE))
    tab.select_option("[name=publish_kind]", "typo")
    tab.fill("[name=summary]", "They agreed to talk once more.")
    publish(tab)
    page = page_with(house, path, "once more")
    assert re.findall(r'<time datetime="([^"]+)"', page) == stamps


def test_a_typo_that_changes_a_number_is_held_and_confirmed_by_the_keyboard(
    house: RunningHouse, tab: Tab, path: str
) -> None:
    tab.goto(edit_address(house, tab, HEADLINE))
    tab.select_option("[name=publish_kind]", "typo")
    tab.fill("[name=summary]", "They agreed to talk 3 times more.")
    publish(tab)
    tab.wait_for_url("**/typos/*/?then=publish")
    assert "3 times" in tab.locator(".loud__table ins").all_inner_texts()[0]
    assert "3 times" not in house.get(path)[1]
    tab.focus("button[name=only]")
    tab.keyboard.press("Enter")
    assert "3 times more" in page_with(house, path, "3 times more")


def test_a_translation_is_linked_from_both_editions(house: RunningHouse, tab: Tab, path: str) -> None:
    number = re.findall(r"/pages/(\d+)/", edit_address(house, tab, HEADLINE))[0]
    tab.goto(f"{house.address}/newsroom/translate/{number}/")
    tab.select_option("select[name=language]", "fa")
    tab.click("main button[type=submit]")
    tab.wait_for_url("**/edit/")
    tab.fill("[name=title]", "وزیران در ژنو دیدار کردند")
    publish(tab)
    # The menu leads to the other languages' fronts from the beginning: the edition's own address has a day in it.
    found = wait_for(lambda: re.search(r'href="[^"]*(/fa/\d[^"]+)"', house.get(path)[1]))
    assert found
    status, persian = house.get(found.group(1))
    assert status == 200
    assert path in persian
    assert 'dir="rtl"' in persian


def test_a_withdrawn_story_answers_410_and_leaves_the_front(house: RunningHouse, tab: Tab, path: str) -> None:
    number = re.findall(r"/pages/(\d+)/", edit_address(house, tab, HEADLINE))[0]
    tab.goto(f"{house.address}/newsroom/pages/{number}/unpublish/")
    tab.click("main button[type=submit]")
    wait_for(lambda: house.get(path)[0] == 410)
    assert HEADLINE not in house.get("/en/")[1]


def test_the_house_agrees_with_itself_after_the_day(house: RunningHouse, path: str) -> None:
    assert house.dateline("check").returncode == 0
    assert house.dateline("press", "diff").returncode == 0
    assert house.dateline("record", "verify").returncode == 0
