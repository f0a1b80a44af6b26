"""An import in a real browser: paste a page, put it right by a click, save, review, release, read it; files by drop."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab

from tests.journeys.house import RunningHouse, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.newsroom, pytest.mark.slow, pytest.mark.xdist_group("journey")]

HEADLINE = "US to ask Russia not to sell missiles to Iran"


def line(tab: Tab, text: str) -> str:
    """The selector of the line of the preview that holds this text."""
    found = tab.locator(".imports-line", has_text=text).first.get_attribute("id")
    return f"#{found}"


def test_the_clients_page_is_pasted_put_right_saved_reviewed_released_and_read(
    house: RunningHouse, tab: Tab, shared: Path
) -> None:
    page = (shared / "seed" / "nato-russia-2009-03-06.txt").read_text(encoding="utf-8")
    tab.goto(f"{house.address}/newsroom/imports/")
    tab.fill("[name=text]", page)
    tab.click("text=Read it")
    tab.wait_for_url("**/imports/items/*/")
    assert tab.locator(".imports-line s", has_text="Rechercher").count() == 1
    assert "site search" in tab.inner_text(line(tab, "Rechercher"))
    assert tab.input_value("[name=kicker]") == "Nato/Russia"
    assert tab.locator(".imports-is-paragraph .imports-warning", has_text="straight quotation marks").count() == 1

    last = line(tab, "Scheffer said")
    tab.click(f"{last} summary")
    tab.click(f"{last} button:has-text('Heading')")
    wait_for(lambda: "Heading" in tab.inner_text(f"{last} summary"))
    tab.click(f"{last} summary")
    tab.click(f"{last} button:has-text('Paragraph')")
    tab.fill("[name=picture-0-alt]", "Hillary Clinton at a lectern")
    tab.fill("[name=summary]", "The two ministers are to meet in Geneva.")
    tab.click("text=Save as draft")
    tab.wait_for_url(re.compile(r"/imports/[0-9a-f-]{36}/"))
    assert HEADLINE not in house.get("/en/")[1]

    tab.check("input[name=item]")
    tab.click("text=Mark ticked as reviewed")
    tab.click("text=Release 1 reviewed")
    path = wait_for(lambda: (re.findall(r'href="(/en/2009/03/06/us-to-ask[^"]*)"', house.get("/en/")[1]) or [""])[0])
    status, story = house.get(path)
    assert status == 200
    assert "Nato/Russia" in story
    assert "The two ministers are to meet in Geneva." in story
    assert "2009-03-06T08:22:00Z" in story
    assert "Rechercher" not in story
    assert story.index("Scheffer said that") > story.index("The meetings between the military alliance")


def test_files_dropped_without_a_script_are_read_and_the_bad_one_says_why(
    house: RunningHouse, tab: Tab, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(f"Ferries wait for the ice to clear\n\n{'A sentence of the story that goes on. ' * 5}\n")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    browser = tab.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, storage_state=tab.context.storage_state()).new_page()
    plain.goto(f"{house.address}/newsroom/imports/")
    plain.set_input_files("[name=dropped]", [good, bad])
    plain.click("text=Read it")
    assert "a PNG picture" in plain.inner_text("main")
    plain.click("text=Look at it")
    plain.click("text=Save as draft")
    assert "draft" in plain.inner_text(".imports-items")
    plain.close()
