"""The screens of a desk walked in English, Persian and Chinese: what a person is told, and what readers see of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from dateline.languages.language import language
from tests.journeys.hand import Hand
from tests.journeys.house import RunningHouse, member, wait_for
from tests.journeys.walks import COUNTED, HELD, INSTEAD, KILLED, RELEASED, SECOND, SEEN, WALKER, WITNESS
from tests.validators.screen import OVERFLOW
from tests.words.catalogues import kept

pytestmark = [pytest.mark.browser, pytest.mark.newsroom, pytest.mark.slow, pytest.mark.xdist_group("walks")]
TAGS = ("en", "fa", "zh-Hans")
LOOKED_AT = {"en": "fr", "fa": "fa", "zh-Hans": "zh-Hans"}  # the desk whose edition is behind
WORLD = {"en": "World", "fa": "جهان", "zh-Hans": "国际"}
# Three words of English in a row on the screen itself that no element says to be English.
LATIN = r"""() => {
  const own = document.documentElement.lang, found = [], words = /[A-Za-z]{2,}(?:[ ,’]+[A-Za-z]{2,}){2,}/;
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (parent.closest("[lang]").lang === own && parent.checkVisibility() && !parent.closest("select, bdi, [dir=ltr]")
      && words.test(texts.currentNode.data)) found.push(texts.currentNode.data.trim());
  }
  return found;
}"""


class Person:
    """Somebody whose screens speak a language, in a session of their own."""

    def __init__(self, house: RunningHouse, browser: Browser, name: str, tag: str) -> None:
        self.house, self.code, self.direction = house, tag.lower(), language(tag).direction
        self.hand = Hand(house, browser)
        self.tab = self.hand.tab
        self.hand.log_in(member(name, tag))
        self._catalog = None if tag == "en" else kept(tag.replace("-", "_"))

    def words(self, said: str) -> re.Pattern[str]:
        """A sentence of the newsroom in this language, whatever is put into it."""
        if self._catalog is not None:
            message = self._catalog.get(said)
            assert message, f"the catalogue lacks “{said}”"
            said = str(message.string)
        return re.compile(r"\s+".join(re.sub(r"%\\\(\w+\\\)[sd]", ".+", re.escape(each)) for each in said.split()))

    def told(self, said: str) -> None:
        """The screen says this in this person's language."""
        expect(self.tab.locator("body")).to_contain_text(self.words(said))

    def stands(self) -> None:
        """The screen speaks and runs as this person reads, also on a small one."""
        html = self.tab.locator("html")
        expect(html).to_have_attribute("lang", self.code)
        expect(html).to_have_attribute("dir", self.direction)
        if self.code != "en":
            assert self.tab.evaluate(LATIN) == []
        self.tab.set_viewport_size({"width": 360, "height": 800})
        assert self.tab.evaluate(OVERFLOW) is None
        self.tab.set_viewport_size({"width": 1280, "height": 900})

    def opens(self, path: str) -> None:
        """A screen, which stands."""
        self.hand.go(path)
        self.stands()

    def button(self, said: str) -> Locator:
        """A button of the screen itself."""
        return self.tab.locator("main").get_by_role("button", name=self.words(said))

    def press(self, said: str) -> None:
        """One of them."""
        self.hand.click(self.button(said))

    def publish(self, number: int) -> None:
        """Try to, from the form."""
        self.hand.go(f"pages/{number}/edit/")
        expect(self.tab.locator("[data-writing]")).to_be_visible()
        self.hand.act("[name=action-publish]")

    def soon(self, field: str, seconds: int) -> None:
        """Fill in an instant, which the calendar would round to a minute."""
        at = f"{datetime.now(UTC) + timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S}"
        self.tab.locator(f"[name={field}]").evaluate("(field, at) => { field.value = at }", at)


@pytest.fixture(scope="module")
def stories(bureau: RunningHouse) -> dict[str, Any]:
    """The corrected story, and by language the numbers of editions."""
    return bureau.walkers(*TAGS)


@pytest.fixture(scope="module")
def people(bureau: RunningHouse, browser: Browser, stories: dict[str, Any]) -> dict[str, Person]:
    """Somebody for each language."""
    return {tag: Person(bureau, browser, WALKER, tag) for tag in TAGS}


@pytest.fixture(params=TAGS)
def tag(request: pytest.FixtureRequest) -> str:
    """The language of a walk."""
    found: str = request.param
    return found


@pytest.fixture
def walker(people: dict[str, Person], tag: str) -> Person:
    """Who walks."""
    return people[tag]


def test_the_board_leads_from_a_correction_to_the_edition_that_lacks_it(
    walker: Person, stories: dict[str, Any], tag: str
) -> None:
    tab, desk = walker.tab, LOOKED_AT[tag]
    walker.opens("board/")
    for name, choice in (("desk", desk), ("state", "behind"), ("order", "behind")):
        tab.select_option(f"[name={name}]", choice)
    expect(tab.locator("[name=section] option").nth(1)).to_have_text(WORLD[tag])
    tab.select_option("[name=section]", index=1)
    walker.press("Show")
    walker.stands()
    first = tab.locator("[data-board] tbody tr").first
    expect(first.locator("td a")).to_contain_text(walker.words("behind: correction"))
    first.locator("th a").focus()
    tab.keyboard.press("ArrowLeft" if walker.direction == "rtl" else "ArrowRight")
    expect(first.locator("td a")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("[data-beside-open]")).to_be_visible()
    tab.go_back()
    tab.select_option("[name=dossier]", index=1)
    walker.press("Show")
    walker.told("No story fits. Choose “All” in one of the filters.")


def test_the_progress_of_a_correction_is_told_and_leads_to_the_form(
    walker: Person, stories: dict[str, Any], tag: str
) -> None:
    tab = walker.tab
    walker.opens(f"corrections/?desk={LOOKED_AT[tag]}")
    story = tab.locator(f"h2:has(a[href*='{stories['corrected']}']) + .corrections")
    expect(story).to_contain_text(walker.words("Followed in %(done)d of %(all)d"))
    assert story.locator("bdi[lang=en]").inner_text() == "It was a Friday."
    expect(story.locator(".corrections-left a")).to_have_count(3)
    walker.hand.click(story.locator(".corrections-left a"))
    expect(tab.locator("[data-beside-open]")).to_be_visible()


def test_work_is_given_and_stands_under_for_me(walker: Person, stories: dict[str, Any], tag: str) -> None:
    tab = walker.tab
    walker.opens(f"board/{stories['corrected']}/")
    line = tab.locator("li#sw" if tag == "en" else "li#ur" if tag == "fa" else "li#zh-Hant")
    line.locator("summary").click()
    line.get_by_role("combobox").select_option(label=member(WALKER, tag))
    line.locator("[type=datetime-local]").fill("2026-01-01T12:00")
    walker.hand.click(line.locator("button[value=assign]"))
    walker.told("%(name)s has it now, and is told by mail.")
    walker.opens("")
    mine = tab.locator("section[aria-labelledby=today-for-me]")
    expect(mine).to_contain_text("2026-01-01 12:00")
    expect(mine.locator(".desk-late")).to_have_text(walker.words("overdue"))
    walker.hand.click(mine.locator("a"))
    expect(line).to_contain_text(member(WALKER, tag))
    walker.hand.click(line.locator("button[value=back]"))
    walker.told("The decision is taken back.")


def test_an_embargo_holds_a_story_back_until_it_is_lifted(
    walker: Person, stories: dict[str, Any], bureau: RunningHouse, tag: str
) -> None:
    tab, number = walker.tab, stories[tag]["held"]
    walker.opens(f"embargo/{number}/")
    walker.soon("until", -60)
    walker.press("Set the embargo")
    walker.told("Choose an instant that is still to come.")
    walker.soon("until", 86_400)
    tab.fill("[name=source]", "WHO")
    walker.press("Set the embargo")
    walker.told("Nothing of this story goes out before %(until)s, in any language.")
    walker.publish(number)
    expect(tab.locator(".messages")).to_contain_text("WHO")
    walker.told("Move or lift it")
    walker.stands()
    assert not bureau.shows(f"/{tag.lower()}/", HELD[tag])
    walker.opens(f"embargo/{number}/lift/")
    walker.press("Lift the embargo")
    walker.told("The embargo is lifted. Nothing was published by that.")
    expect(tab.locator("[data-embargo]")).to_have_count(0)


def test_a_preview_link_opens_one_draft_to_an_outsider_until_it_is_withdrawn(
    walker: Person, browser: Browser, stories: dict[str, Any], tag: str
) -> None:
    walker.opens(f"preview-links/{stories[tag]['released']}/")
    walker.tab.fill("[name=whom]", "WHO")
    walker.press("Make a link")
    walker.told("Copy the link now: it is shown this once")
    walker.stands()
    address = walker.tab.input_value("#link-address")
    outside = browser.new_context(locale=tag).new_page()
    outside.goto(address)
    expect(outside.locator("h1")).to_have_text(RELEASED[tag])
    walker.press("Withdraw")
    walker.told("The link for “%(whom)s” opens nothing any more.")
    answer = outside.goto(address)
    assert answer
    assert answer.status == 404
    expect(outside.locator("html")).to_have_attribute("dir", walker.direction)
    expect(outside.locator("h1")).to_have_text(walker.words("There is nothing here"))
    outside.context.close()


def test_a_release_names_who_is_not_ready_and_goes_without_them_or_waits(
    walker: Person, stories: dict[str, Any], bureau: RunningHouse, tag: str
) -> None:
    tab, mine = walker.tab, stories[tag]
    walker.opens(f"releases/join/{mine['released']}/")
    tab.fill("[name=name]", "Ice")
    walker.soon("instant", 3_600)
    tab.check("[name=short][value=go]")
    walker.press("Put them in")
    expect(tab.locator(".desk-item", has_text=mine["other_headline"])).to_contain_text(
        walker.words("Nobody has said yet that it is ready.")
    )
    walker.hand.click(tab.locator(".desk-item", has_text=RELEASED[tag]).locator("[value=ready]"))
    walker.stands()
    walker.opens("releases/")
    expect(tab.locator("main")).to_contain_text(mine["other_headline"])
    walker.hand.click(tab.locator("main").get_by_role("link", name="Ice").first)
    walker.soon("instant", 2)
    walker.press("Save")
    wait_for(lambda: tab.reload() and walker.words("It stayed behind:").search(tab.inner_text("main")))
    wait_for(partial(bureau.shows, f"/{tag.lower()}/", RELEASED[tag]))
    other = "fr" if tag == "en" else "en"
    assert not bureau.shows(f"/{other}/", mine["other_headline"])
    walker.opens(f"releases/join/{mine['other']}/")
    tab.fill("[name=name]", "Water")
    walker.soon("instant", 2)
    walker.press("Put them in")
    release = tab.url
    walker.told("Nobody has said yet that it is ready.")
    wait_for(lambda: tab.reload() and tab.locator("[data-late]").count())
    assert not bureau.shows(f"/{other}/", mine["other_headline"])
    tab.goto(release)
    walker.hand.click("[value=ready]")
    wait_for(lambda: tab.reload() and walker.words("It went out").search(tab.inner_text("main")))
    wait_for(partial(bureau.shows, f"/{other}/", mine["other_headline"]))


def test_a_kill_takes_a_second_person_and_leaves_a_receipt_to_print(
    walker: Person, browser: Browser, stories: dict[str, Any], tag: str
) -> None:
    house, mine = walker.house, stories[tag]
    for path in mine["paths"]:
        wait_for(partial(house.shows, path, "<h1"))
    walker.opens(f"kill/{mine['killed']}/")
    walker.press("Ask a second person to confirm the kill")
    expect(walker.tab.locator(".error-message")).to_be_visible()
    walker.tab.fill("[name=reason]", "?")
    walker.press("Ask a second person to confirm the kill")
    walker.told("You asked for this, so somebody else has to confirm it: send them this address.")
    walker.stands()
    assert house.get(mine["paths"][0])[0] == 200
    second = Person(house, browser, SECOND, tag)
    second.tab.goto(walker.tab.url)
    second.press("Confirm: erase it now")
    done = second.words("Erased everywhere that this house reaches.")
    wait_for(lambda: second.tab.reload() and done.search(second.tab.inner_text("main")))
    second.stands()
    expect(second.tab.locator(".erasing-facts")).to_contain_text(member(WALKER, tag))
    expect(second.button("Print")).to_be_visible()
    second.tab.emulate_media(media="print")
    expect(second.button("Print")).to_be_hidden()
    expect(second.tab.locator("aside.sidebar, .sidebar").first).to_be_hidden()
    for path in mine["paths"]:
        assert house.get(path)[0] == 410
    second.tab.goto(f"{house.address}{mine['paths'][0]}")
    expect(second.tab.locator("h1")).to_have_text(language(tag).strings.gone)
    assert KILLED[tag] not in second.tab.content()
    second.tab.context.close()


def test_a_redaction_takes_a_second_person_and_leaves_the_story_without_the_name(
    walker: Person, browser: Browser, stories: dict[str, Any], tag: str
) -> None:
    house, tab, mine = walker.house, walker.tab, stories[tag]
    wait_for(partial(house.shows, mine["redacted_path"], SEEN[tag]))
    walker.opens(f"redact/{mine['redacted']}/")
    walker.press("Show where it stands")
    expect(tab.locator("[role=alert]")).to_be_visible()
    tab.fill(f"[name=words-{tag}]", WITNESS[tag])
    tab.fill(f"[name=instead-{tag}]", INSTEAD[tag])
    tab.fill("[name=reason]", "?")
    walker.press("Show where it stands")
    expect(tab.locator("#where del").first).to_have_text(WITNESS[tag])
    expect(tab.locator("#where ul").first).to_have_attribute("dir", language(tag).direction)
    walker.stands()
    walker.press("Ask a second person to confirm the redaction")
    walker.told("You asked for this, so somebody else has to confirm it: send them this address.")
    assert house.shows(mine["redacted_path"], WITNESS[tag])
    second = Person(house, browser, SECOND, tag)
    second.tab.goto(tab.url)
    expect(second.tab.locator("#where del").first).to_have_text(WITNESS[tag])
    second.stands()
    second.press("Confirm: erase it now")
    done = second.words("Erased everywhere that this house reaches.")
    wait_for(lambda: second.tab.reload() and done.search(second.tab.inner_text("main")))
    second.stands()
    assert WITNESS[tag] not in second.tab.content()
    second.opens("redactions/")
    second.tab.goto(f"{house.address}{mine['redacted_path']}")
    expect(second.tab.locator("article")).to_contain_text(SEEN[tag].replace(WITNESS[tag], INSTEAD[tag]))
    assert WITNESS[tag] not in second.tab.content()
    second.tab.context.close()


def test_a_typo_that_changes_a_number_is_asked_about_and_stands_on_the_chiefs_list(
    walker: Person, stories: dict[str, Any], bureau: RunningHouse, tag: str
) -> None:
    tab, mine, (before, after) = walker.tab, stories[tag], COUNTED[tag]
    wait_for(partial(bureau.shows, mine["miscounted_path"], before))
    walker.hand.go(f"pages/{mine['miscounted']}/edit/")
    tab.select_option("[name=publish_kind]", "typo")
    tab.fill("[name=summary]", after)
    walker.hand.act("[name=action-publish]")
    tab.wait_for_url("**/typos/*/?then=publish")
    walker.told("Nothing went out yet. Your text is saved as a draft.")
    expect(tab.locator(".loud__table td").first).to_have_attribute("dir", language(tag).direction)
    walker.stands()
    walker.press("Go on with that kind")
    walker.told("Choose what it is, or confirm that it is only a typo.")
    assert bureau.shows(mine["miscounted_path"], before)
    walker.press("It is only a typo")
    walker.told("Published.")
    wait_for(partial(bureau.shows, mine["miscounted_path"], after))
    walker.opens("typos/")
    line = tab.locator(".desk-item", has=tab.locator(f"a[href*='/{mine['miscounted']}/']"))
    expect(line).to_contain_text(member(WALKER, tag))
    walker.hand.click(line.get_by_role("button", name=walker.words("Seen")))
    walker.told("Noted as seen.")
    expect(line).to_have_count(0)
