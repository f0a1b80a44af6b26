"""The newsroom's own screens before axe-core: all in English and on a narrow screen, some dark and in Persian."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.journeys.house import CAREFUL, EVERYTHING, OWN_PASSWORD, RunningHouse, member
from tests.validators import screen
from tests.validators.page import Message

pytestmark = [
    pytest.mark.browser,
    pytest.mark.newsroom,
    pytest.mark.validators,
    pytest.mark.slow,
    pytest.mark.xdist_group("journey"),
]

TAGS = {"en": "en-GB", "fa": "fa-IR"}
ACTIONS = "footer [data-w-dropdown-target=toggle]"


class Screen(NamedTuple):
    """An address below ``/newsroom/``, with the names of numbers, and what is clicked or typed before judging."""

    path: str
    click: str = ""
    keys: str = ""


INSIDE = {
    "today": Screen(""),
    "form of a draft": Screen("pages/{draft}/edit/"),
    "form with its actions": Screen("pages/{story}/edit/", ACTIONS),
    "find and replace": Screen("pages/{story}/edit/", "[data-open-finder]"),
    "shortcuts": Screen("pages/{story}/edit/", keys="?"),
    "side by side": Screen("pages/{behind}/edit/"),
    "translation": Screen("pages/{translation}/edit/"),
    "translation help": Screen("translation-help/{translation}/"),
    "to and from a translation agency": Screen("outside/{translation}/"),
    "embargo": Screen("embargo/{draft}/"),
    "preview links": Screen("preview-links/{draft}/"),
    "kill": Screen("kill/{story}/"),
    "redact": Screen("redact/{story}/"),
    "redactions": Screen("redactions/"),
    "redaction": Screen("redactions/{redaction}/"),
    "receipts": Screen("receipts/"),
    "receipt": Screen("receipts/{receipt}/"),
    "releases": Screen("releases/"),
    "release": Screen("releases/{release}/"),
    "join a release": Screen("releases/join/{translation}/"),
    "board": Screen("board/"),
    "story in all languages": Screen("board/{both}/"),
    "corrections": Screen("corrections/"),
    "typos that change more": Screen("typos/"),
    "new story": Screen("stories/new/?desk=en"),
    "empty form": Screen("pages/add/newsroom/editionpage/{front}/"),
    "stories": Screen("pages/"),
    "stories of a desk": Screen("pages/{front}/"),
    "keep as template": Screen("templates/keep/{story}/"),
    "translate": Screen("translate/{story}/"),
    "delete": Screen("pages/{story}/delete/"),
    "trash": Screen("trash/"),
    "delete for good": Screen("trash/{trashed}/delete-for-good/"),
    "imports": Screen("imports/"),
    "batch": Screen("imports/{batch}/"),
    "import": Screen("imports/items/{item}/", ".imports-role summary"),
    "pictures": Screen("images/"),
    "picture": Screen("images/{picture}/"),
    "replace a picture": Screen("images/{picture}/replace/"),
    "add pictures": Screen("images/multiple/add/"),
    "sound and film": Screen("snippets/newsroom/recording/"),
    "sound": Screen("snippets/newsroom/recording/edit/{recording}/"),
    "people": Screen("people/"),
    "person": Screen("people/{person}/"),
    "invited person": Screen("people/{invited}/"),
    "invite": Screen("people/invite/"),
    "audit log": Screen("reports/audit-log/"),
    "navigations": Screen("snippets/newsroom/navigation/"),
    "navigation": Screen("snippets/newsroom/navigation/edit/{navigation}/"),
    "house": Screen("snippets/newsroom/housesettings/edit/{house}/"),
    "section": Screen("snippets/newsroom/section/edit/{section}/"),
    "account": Screen("account/"),
    "second step": Screen("account/second-step/"),
    "passkeys": Screen("account/second-step/passkeys/"),
    "sign out everywhere": Screen("account/sign-out-everywhere/"),
}
# Screens with colours or an arrangement of their own, which the others are made of: in the dark, too.
TELLING = (
    "today",
    "form with its actions",
    "side by side",
    "board",
    "story in all languages",
    "corrections",
    "kill",
    "redact",
    "redaction",
    "receipt",
    "release",
    "import",
    "people",
    "pictures",
    "house",
)
MIRRORED = ("today", "form with its actions", "side by side", "board", "kill", "redact", "import", "pictures")
OUTSIDE = {
    "login": Screen("login/"),
    "forgotten": Screen("password_reset/"),
    "forgotten, asked": Screen("password_reset/done/"),
    "welcome": Screen("welcome/{link}/"),
    "welcome, void": Screen("welcome/void/"),
}


class Wagtails(NamedTuple):
    """A fault that lies in Wagtail's own markup: the rule, a piece of the place's selector, and why it stays."""

    rule: str
    place: str
    why: str


THEIRS: tuple[Wagtails, ...] = (
    Wagtails("aria-input-field-name", ".notranslate", "Draftail's text areas bear the name of their block elsewhere"),
    Wagtails("label", "#fileupload", "the words beside the chooser of files stand in its template, but not as a label"),
    Wagtails(
        "label", ".ui-autocomplete-input", "the library for tags puts a field of its own into the labelled one's place"
    ),
    Wagtails("landmark-unique", "#block-", "each block of a kind is a region with the name of its kind"),
)


def ours(found: Iterable[Message]) -> list[str]:
    """What is not Wagtail's, to be read in a report."""
    theirs = {(each.rule, each.place) for each in THEIRS}
    return [str(each) for each in found if not any(each.rule == rule and part in each.place for rule, part in theirs)]


def looked_at(tab: Tab, name: str) -> list[str]:
    """By all rules in light colours, and at the width of a small screen."""
    return ours(screen.accessibility(tab, name) + screen.fits(tab, name))


def in_the_dark(tab: Tab, name: str) -> list[str]:
    """By the rule of contrast in dark colours, which Wagtail takes from the reader's system."""
    tab.emulate_media(color_scheme="dark")
    found = screen.accessibility(tab, f"{name}, dark", "color-contrast")
    tab.emulate_media(color_scheme="light")
    return ours(found)


@pytest.fixture(scope="module")
def traces(bureau: RunningHouse) -> dict[str, Any]:
    """Numbers of things, and by language what opens its doors."""
    return bureau.furnish(*TAGS)


def a_tab(browser: Browser, tag: str) -> Tab:
    """A tab of a session of its own, whose browser asks for a language."""
    tab = browser.new_context(viewport={"width": 1280, "height": 900}, locale=TAGS[tag]).new_page()
    tab.set_default_timeout(60_000)
    tab.emulate_media(color_scheme="light", reduced_motion="reduce")
    return tab


@pytest.fixture(scope="module")
def inside(bureau: RunningHouse, browser: Browser, traces: dict[str, Any]) -> dict[str, Tab]:
    """A tab for each language, of somebody who may do all."""
    tabs = {tag: a_tab(browser, tag) for tag in TAGS}
    for tag, tab in tabs.items():
        bureau.log_in(tab, member(EVERYTHING, tag), OWN_PASSWORD)
    return tabs


def show(bureau: RunningHouse, tab: Tab, shown: Screen, traces: dict[str, Any]) -> None:
    """Open a screen as it is to be judged."""
    tab.goto(f"{bureau.address}/newsroom/{shown.path.format(**traces)}")
    if shown.click:
        tab.locator(shown.click).first.click()
    if shown.keys:
        tab.keyboard.press(shown.keys)
        expect(tab.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("name", INSIDE)
def test_a_screen_of_the_newsroom_is_accessible(
    bureau: RunningHouse, inside: dict[str, Tab], traces: dict[str, Any], name: str
) -> None:
    show(bureau, inside["en"], INSIDE[name], traces)
    found = looked_at(inside["en"], name)
    if name in TELLING:
        found += in_the_dark(inside["en"], name)
    assert found == []


@pytest.mark.parametrize("name", MIRRORED)
def test_a_screen_of_the_newsroom_is_accessible_from_right_to_left(
    bureau: RunningHouse, inside: dict[str, Tab], traces: dict[str, Any], name: str
) -> None:
    show(bureau, inside["fa"], INSIDE[name], traces)
    assert inside["fa"].get_attribute("html", "lang") == "fa"
    assert looked_at(inside["fa"], name) == []


@pytest.mark.parametrize("tag", TAGS)
def test_the_doors_of_the_newsroom_are_accessible(
    bureau: RunningHouse, browser: Browser, traces: dict[str, Any], tag: str
) -> None:
    tab, found = a_tab(browser, tag), []
    for name, shown in OUTSIDE.items():
        show(bureau, tab, shown, traces[tag])
        assert tab.get_attribute("html", "lang") == tag
        found += looked_at(tab, name)
    assert found == []


def test_the_way_in_by_a_second_step_is_accessible(
    bureau: RunningHouse, browser: Browser, traces: dict[str, Any]
) -> None:
    tab, found = a_tab(browser, "en"), []
    tab.goto(f"{bureau.address}/newsroom/login/")
    tab.fill("[name=login]", member(CAREFUL, "en"))
    tab.fill("[name=password]", "not this one")
    tab.click("form.login-form [type=submit]")
    expect(tab.locator(".messages .error")).to_be_visible()
    found += looked_at(tab, "login, refused") + in_the_dark(tab, "login, refused")
    tab.fill("[name=password]", OWN_PASSWORD)
    tab.click("form.login-form [type=submit]")
    tab.wait_for_url("**/login/code/")
    found += looked_at(tab, "second step")
    tab.fill("[name=code]", traces["en"]["code"])
    tab.click("form.login-form [type=submit]")
    tab.wait_for_url("**/first-password/")
    found += looked_at(tab, "a password of one's own")
    tab.fill("[name=new_password1]", OWN_PASSWORD[::-1])
    tab.fill("[name=new_password2]", OWN_PASSWORD[::-1])
    tab.click("form.login-form [type=submit]")
    tab.wait_for_url("**/newsroom/")
    for path in ("account/second-step/", "account/second-step/codes/", "account/second-step/app/remove/"):
        tab.goto(f"{bureau.address}/newsroom/{path}")
        found += looked_at(tab, path)
    assert found == []
