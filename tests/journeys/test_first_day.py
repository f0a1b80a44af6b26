"""The tutorial's first day, walked as it is written; ``make tutorial`` takes its pictures on the way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys import tutorial
from tests.journeys.hand import Hand
from tests.journeys.house import OWN_PASSWORD, RunningHouse, wait_for

HEADLINE = "Ferry line asks neighbours to share ice warnings"
SUMMARY = "A ferry line wants to hear of moving ice before its captains see it."
NOTE = "Adds what the harbour office answered."


def comes_in(chief: Hand, camera: tutorial.Camera) -> None:
    """The password that was given serves once."""
    chief.go("login/")
    camera.take(chief.tab, "log-in")
    chief.fill("[name=login]", "chief")
    chief.fill("[name=password]", chief.house.password)
    chief.click("form.login-form [type=submit]")
    camera.take(chief.tab, "own-password")
    chief.fill("[name=new_password1]", OWN_PASSWORD)
    chief.fill("[name=new_password2]", OWN_PASSWORD)
    chief.click("form.login-form [type=submit]")
    chief.house.password_is_my_own()
    chief.go("")
    camera.take(chief.tab, "today")


def looks_at_the_import(chief: Hand, camera: tutorial.Camera) -> None:
    """What became of the page, line by line; then its draft."""
    chief.click(".desk-begin a[href$='/imports/']")
    camera.take(chief.tab, "imports")
    chief.click(".imports-list a")
    chief.click("main a[href*='/imports/items/']")
    camera.take(chief.tab, "import")
    chief.tab.go_back()
    chief.click("main a[href$='/edit/']")
    expect(chief.tab.locator("[data-writing]")).to_be_visible()


def publishes(chief: Hand, camera: tutorial.Camera) -> str:
    """The story's address."""
    assert HEADLINE not in chief.house.get("/en/")[1]
    chief.fill("[name=summary]", SUMMARY)
    camera.take(chief.tab, "form")
    chief.act("[name=action-publish]")
    chief.go("")
    camera.take(chief.tab, "just-published")
    chief.click(chief.tab.locator("section[aria-labelledby=today-published] li a:not(.desk-headline)"))
    wait_for(lambda: chief.tab.reload() and SUMMARY in chief.tab.inner_text("body"))
    camera.take(chief.tab, "story")
    return chief.tab.url.removeprefix(chief.house.address)


def translates(chief: Hand, camera: tutorial.Camera, number: str) -> None:
    """A Persian draft with the same paragraphs, which stays one."""
    chief.go(f"translate/{number}/")
    camera.take(chief.tab, "translate")
    chief.tab.select_option("select[name=language]", "fa")
    chief.click("main [type=submit]")
    expect(chief.tab.locator("[name=title][dir=rtl]")).to_be_visible()


def centre(what: Locator) -> None:
    """Bring it to the middle of the screen, where nothing lies over it."""
    what.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")


def updates(chief: Hand, camera: tutorial.Camera, number: str, path: str) -> None:
    """Readers are told what changed."""
    chief.go(f"pages/{number}/edit/")
    chief.tab.select_option("[name=publish_kind]", "update")
    chief.fill("[name=publish_note]", NOTE)
    chief.fill("[name=summary]", f"{SUMMARY} The harbour office agrees.")
    centre(chief.tab.locator("[name=publish_note]"))
    camera.take(chief.tab, "publish-kind")
    chief.act("[name=action-publish]")
    wait_for(lambda: NOTE in chief.house.get(path)[1])
    chief.tab.goto(f"{chief.house.address}{path}")
    centre(chief.tab.get_by_text(NOTE).first)
    camera.take(chief.tab, "changed")


@pytest.mark.browser
@pytest.mark.newsroom
@pytest.mark.slow
@pytest.mark.xdist_group("journey")
def test_the_first_day_goes_as_the_tutorial_tells_it(bureau: RunningHouse, browser: Browser) -> None:
    camera, chief = tutorial.Camera(tutorial.FIRST_DAY), Hand(bureau, browser, tutorial.WIDTH, tutorial.HEIGHT)
    comes_in(chief, camera)
    looks_at_the_import(chief, camera)
    number = re.findall(r"/pages/(\d+)/edit/", chief.tab.url)[0]
    path = publishes(chief, camera)
    translates(chief, camera, number)
    updates(chief, camera, number, path)
    assert not camera.broken, "\n".join(camera.broken)
    assert sorted(camera.taken) == sorted(camera.promised)
