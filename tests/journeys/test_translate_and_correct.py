"""The tutorial of one story in several languages, walked as it is written; ``make tutorial`` takes its pictures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys import tutorial
from tests.journeys.hand import Hand
from tests.journeys.house import RunningHouse, wait_for
from tests.journeys.ready import ReadyHouses
from tests.journeys.test_first_day import centre
from tests.rooms.newsroom.fake_translator import Sent, fake

KRAKOW, SHIELD = "Nato ministers count troops for Afghanistan in Krakow", "Warsaw and Washington sign missile shield"
TRANSLATED: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("translated.toml").read_text(encoding="utf-8")
)
NOTE, FRENCH_NOTE = (
    "An earlier version gave the wrong number of soldiers.",
    "Une version précédente donnait un nombre de soldats inexact.",
)


def machine(sent: Sent) -> tuple[int, Any]:
    """LibreTranslate as far as the tutorial's stories go."""
    if sent.method == "GET":
        return 200, [{"code": "en", "targets": list(TRANSLATED)}]
    return 200, {"translatedText": [TRANSLATED[sent.body["target"]][each] for each in sent.body["q"]]}


@pytest.fixture(scope="module")
def house(ready: ReadyHouses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A house as `make run` makes it that has set a translator."""
    running = ready.with_sample(tmp_path_factory.mktemp("translating") / "var")
    with fake(machine) as (address, _):
        running.environment["DATELINE_TRANSLATOR_URL"] = f"libretranslate+{address}"
        running.start()
        yield running
        running.stop()


class Walk:
    """One person in one tab, who is the editor and the translator, and the camera beside them."""

    def __init__(self, hand: Hand, camera: tutorial.Camera) -> None:
        self.hand, self.tab, self.camera = hand, hand.tab, camera

    def take(self, name: str, middle: Locator | None = None) -> None:
        """A picture, with this in the middle of it."""
        if middle is not None:
            centre(middle)
        self.camera.take(self.tab, name)

    def open(self, address: str) -> None:
        """A form; back when it can be worked with."""
        self.tab.goto(address)
        expect(self.tab.locator("[data-writing]")).to_be_visible()

    def menu(self, words: str) -> None:
        """Choose from the three dots beside the title."""
        self.hand.click("header [data-w-dropdown-target=toggle]")
        self.hand.click(self.tab.get_by_role("link", name=words))

    def replace(self, old: str, new: str) -> None:
        """In all texts of the form."""
        self.hand.click("[data-open-finder]")
        self.tab.fill("[data-find]", old)
        self.tab.fill("[data-replacement]", new)
        self.hand.click("[data-replace-all]")
        expect(self.tab.locator("[name=summary]")).to_have_value(re.compile(new))
        wait_for(lambda: new in self.tab.locator("[name=body-0-value]").input_value())
        self.hand.click("[data-close]")

    def publish_again(self, note: str) -> None:
        """As a correction."""
        self.tab.select_option("[name=publish_kind]", "correction")
        self.tab.fill("[name=publish_note]", note)
        self.hand.act("[name=action-publish]")
        self.tab.wait_for_url(lambda url: "/edit/" not in url)

    def read_machine_draft(self, form: str) -> None:
        """Ask for one, and accept it as it is."""
        self.open(form)
        self.hand.click("a[href*='/translation-help/'].button")
        self.hand.click("button[value=machine]")
        self.accept()

    def accept(self) -> None:
        """All that the machine wrote."""
        for box in self.tab.locator("input[name=read]").all():
            box.check()
        self.hand.click("button[value=accept]")
        expect(self.tab.locator("input[name=read]")).to_have_count(0)

    def translate(self, tag: str) -> str:
        """From the story in all languages; the address of the new draft's form."""
        self.hand.click(self.tab.locator(f"li#{tag} a", has_text="Translate"))
        self.hand.click("main [type=submit]")
        self.tab.wait_for_url("**/edit/")
        expect(self.tab.locator("[data-writing]")).to_be_visible()
        return self.tab.url

    def tick(self, form: Locator, number: int) -> None:
        """Catch up with the part beside this text, by key."""
        form.click()
        self.tab.keyboard.press("Alt+Shift+U")
        expect(self.tab.locator("[data-read]:checked")).to_have_count(number)
        expect(self.tab.locator("[data-beside-ticked]")).to_have_text(f" · ticked: {number}")


def gives_the_work(walk: Walk) -> None:
    """To oneself, until tomorrow."""
    hand, tab = walk.hand, walk.tab
    hand.go("board/")
    walk.take("board")
    hand.click(tab.locator("[data-board] a", has_text=KRAKOW))
    french = tab.locator("li#fr")
    french.locator("summary").click()
    french.locator("select").select_option(label="chief")
    french.locator("[type=datetime-local]").fill(f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%dT%H:00}")
    walk.take("assign", french)
    hand.click(french.locator("button[value=assign]"))
    expect(tab.locator("body")).to_contain_text("chief has it now")
    hand.go("")
    walk.take("for-me")


def translates(walk: Walk) -> None:
    """Helped by memory and a machine."""
    hand, tab = walk.hand, walk.tab
    hand.click("section[aria-labelledby=today-for-me] a")
    form = walk.translate("fr")
    walk.take("beside")
    hand.click("a[href*='/translation-help/'].button")
    walk.take("help")
    hand.click("button.button-small[name=do]")
    hand.click("button[value=machine]")
    expect(tab.locator("body")).to_contain_text("unread: LibreTranslate")
    walk.open(form)
    hand.act("[name=action-publish]")
    expect(tab.locator("body")).to_contain_text("nobody has read it yet")
    walk.take("unread")
    hand.click("a[href*='/translation-help/'].button")
    walk.accept()
    walk.open(form)
    expect(tab.locator("[name=kicker]")).to_have_value("Otan/Russie")
    hand.act("[name=action-publish]")
    tab.wait_for_url(lambda url: "/edit/" not in url)


def corrects(walk: Walk) -> str:
    """The source; what the desk and the French readers see then. The address of the French page."""
    hand, tab = walk.hand, walk.tab
    title = TRANSLATED["fr"][KRAKOW]
    hand.go("board/")
    hand.click(tab.locator("[data-board] tr", has_text=KRAKOW).locator("td a[href*='/edit/']"))
    walk.open(tab.url)
    walk.replace("17,000", "12,000")
    walk.publish_again(NOTE)
    hand.go("board/")
    tab.select_option("[name=order]", "behind")
    hand.click("main [type=submit]")
    walk.take("behind")
    hand.go("corrections/")
    walk.take("corrections")
    hand.go("")
    hand.click(tab.locator("section[aria-labelledby=today-published] li", has_text=title).get_by_text("As readers"))
    wait_for(lambda: tab.reload() and "a été corrigée" in tab.inner_text("body"))
    walk.take("notice")
    return tab.url


def catches_up(walk: Walk, story: str) -> None:
    """By key; the notice goes, and the history tells."""
    hand, tab = walk.hand, walk.tab
    hand.go("corrections/")
    hand.click(tab.locator(".corrections-left a", has_text="French"))
    walk.open(tab.url)
    walk.replace("17 000", "12 000")
    walk.tick(tab.locator("[name=summary]"), 1)
    walk.tick(tab.locator("[data-block]").first, 2)
    walk.take("caught-up", tab.locator("[name=summary]"))
    tab.get_by_label("Told our readers").check()
    walk.publish_again(FRENCH_NOTE)
    tab.goto(story)
    wait_for(lambda: tab.reload() and FRENCH_NOTE in tab.inner_text("body"))
    assert "a été corrigée" not in tab.inner_text("body")
    hand.click(".onward a")
    walk.take("history", tab.locator("del").first)


def drafts_of_another(walk: Walk) -> dict[str, str]:
    """A second story in French and Spanish, not published; their forms."""
    hand, tab, drafts = walk.hand, walk.tab, {}
    hand.go("board/")
    tab.select_option("[name=dossier]", label="Nato/Russia")
    hand.click("main [type=submit]")
    hand.click(tab.locator("[data-board] a", has_text=SHIELD))
    all_languages = tab.url
    for tag in ("fr", "es"):
        tab.goto(all_languages)
        drafts[tag] = walk.translate(tag)
        walk.read_machine_draft(drafts[tag])
    return drafts


def waits_for_the_hour(walk: Walk, drafts: dict[str, str]) -> None:
    """An embargo, which refuses; a release that names who is not ready."""
    hand, tab = walk.hand, walk.tab
    walk.open(drafts["fr"])
    walk.menu("Embargo")
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    tab.fill("[name=source]", "The ministry in Warsaw")
    tab.fill("[name=note]", "Nothing before the minister has spoken.")
    tab.fill("[name=until]", f"{tomorrow:%Y-%m-%d} 16:00")
    tab.keyboard.press("Tab")  # the calendar closes
    walk.take("embargo")
    hand.click(tab.get_by_role("button", name="Set the embargo"))
    walk.open(drafts["fr"])
    hand.act("[name=action-publish]")
    expect(tab.locator(".messages")).to_contain_text("embargo")
    walk.take("held-back")
    walk.menu("Release together")
    tab.fill("[name=name]", "The missile shield, French and Spanish")
    tab.fill("[name=instant]", f"{tomorrow:%Y-%m-%d} 16:00")
    tab.keyboard.press("Tab")
    walk.take("join")
    hand.click(tab.get_by_role("button", name="Put them in"))
    hand.click(tab.locator("li", has_text="French").get_by_role("button", name="It is ready"))
    walk.take("release")
    hand.click(tab.get_by_role("button", name="It is ready"))


def goes_out(walk: Walk, drafts: dict[str, str]) -> dict[str, str]:
    """Both at one instant, a moment from now; their addresses."""
    hand, tab, house = walk.hand, walk.tab, walk.hand.house
    release = tab.url
    walk.open(drafts["es"])
    hand.click("[data-embargo] a")
    hand.click("a[href$='/lift/']")
    hand.click("main button.serious")
    tab.goto(release)
    soon = f"{datetime.now(UTC) + timedelta(seconds=3):%Y-%m-%d %H:%M:%S}"  # the calendar would cut the seconds off
    tab.locator("[name=instant]").evaluate("(field, soon) => { field.value = soon }", soon)
    hand.click("button[value=save]")
    headlines = {tag: TRANSLATED[tag]["Warsaw and Washington sign missile shield agreement"] for tag in ("fr", "es")}
    wait_for(lambda: tab.reload() and "It went out" in tab.inner_text("main"))
    found = {}
    for tag, headline in headlines.items():
        wait_for(partial(house.shows, f"/{tag}/", headline))
        tab.goto(f"{house.address}/{tag}/")
        hand.click(tab.get_by_role("link", name=headline))
        found[tag] = tab.url.removeprefix(house.address)
    return found


def kills(walk: Walk, draft: str, gone: dict[str, str]) -> None:
    """The second story, with its receipt."""
    hand, tab, house = walk.hand, walk.tab, walk.hand.house
    walk.open(draft)
    walk.menu("Kill the story")
    walk.take("kill")
    tab.fill("[name=reason]", "The ministry asked for it, and the editor in chief agreed.")
    hand.click("main button.serious")
    wait_for(lambda: tab.reload() and "Erased everywhere" in tab.inner_text("main"))
    walk.take("receipt")
    assert {house.get(path)[0] for path in gone.values()} == {410}
    tab.goto(f"{house.address}{gone['fr']}")
    walk.take("gone")


@pytest.mark.browser
@pytest.mark.newsroom
@pytest.mark.slow
@pytest.mark.xdist_group("walks")
def test_a_story_is_translated_corrected_held_back_and_killed_as_the_tutorial_tells_it(
    house: RunningHouse, browser: Browser
) -> None:
    hand, camera = Hand(house, browser, tutorial.WIDTH, tutorial.HEIGHT), tutorial.Camera(tutorial.CORRECTING)
    walk = Walk(hand, camera)
    hand.log_in()
    gives_the_work(walk)
    translates(walk)
    catches_up(walk, corrects(walk))
    drafts = drafts_of_another(walk)
    waits_for_the_hour(walk, drafts)
    kills(walk, drafts["es"], goes_out(walk, drafts))
    assert not camera.broken, "\n".join(camera.broken)
    assert sorted(camera.taken) == sorted(camera.promised)
