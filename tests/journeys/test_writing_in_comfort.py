"""The writer's tools in a real browser: counts while typing, what is still to come, find and replace, shortcuts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from dateline.edition.counts import count
from dateline.languages.language import language
from tests.journeys.house import RunningHouse

pytestmark = [pytest.mark.browser, pytest.mark.newsroom, pytest.mark.slow, pytest.mark.xdist_group("journey")]

BODY = "[name=body-0-value] ~ * [contenteditable=true]"
BOLD = "body => [...body.querySelectorAll('span')].find((each) => getComputedStyle(each).fontWeight >= 600).innerText"
THAI = "รัฐมนตรีพบกันในวันศุกร์ที่กรุงเจนีวา"


def new_story(house: RunningHouse, tab: Tab, english_name: str = "English") -> None:
    """Open the form of a new edition."""
    tab.goto(f"{house.address}/newsroom/pages/")
    href = tab.locator("a[href*='/edit/']", has_text=english_name).first.get_attribute("href")
    number = re.findall(r"\d+", href or "")[0]
    tab.goto(f"{house.address}/newsroom/pages/add/newsroom/editionpage/{number}/")
    expect(tab.locator("[data-writing]")).to_be_visible()


def write(tab: Tab, text: str) -> None:
    tab.locator(BODY).click()
    tab.keyboard.type(text)


def counted(tab: Tab, name: str) -> str:
    return tab.locator(f"[data-{name}] dd").inner_text()


def test_words_are_counted_while_typing(house: RunningHouse, tab: Tab) -> None:
    new_story(house, tab)
    write(tab, "The two ministers met.")
    expect(tab.locator("[data-words] dd")).to_have_text("4")
    expect(tab.locator("[data-with-spaces] dd")).to_have_text("22")
    tab.keyboard.type(" They talked.")
    expect(tab.locator("[data-words] dd")).to_have_text("6")
    tab.fill("[name=title]", "A " * 50 + "headline")
    expect(tab.locator("[data-headline] dd")).to_have_text("108 of 80: may be cut")


def test_thai_words_are_those_of_the_server(house: RunningHouse, tab: Tab) -> None:
    new_story(house, tab, "Thai")
    with tab.expect_response("**/newsroom/counts/") as answer:
        write(tab, THAI)
    assert answer.value.ok
    expect(tab.locator("[data-words] dd")).to_have_text(str(count(THAI, language("th")).words))


def test_what_is_still_to_come_is_listed_and_stops_the_publication(house: RunningHouse, tab: Tab) -> None:
    new_story(house, tab)
    tab.fill("[name=title]", "TKachuk signs")
    tab.fill("[name=summary]", "For TK years.")
    write(tab, "He said [[get the quote]] on Friday.")
    button = tab.locator("[data-to-come]")
    expect(button).to_contain_text("2")
    button.click()
    places = tab.locator("[data-places] button")
    expect(places).to_have_text(["Summary: For TK years.", "Text: He said [[get the quote]] on Friday."])
    places.first.click()
    assert tab.evaluate("document.activeElement.name") == "summary"
    assert tab.evaluate("CSS.highlights.get('dateline-to-come').size") == 1
    tab.click("footer [data-w-dropdown-target=toggle]")
    tab.click("button[name=action-publish]")
    expect(tab.locator("body")).to_contain_text("Something is still to come, so this cannot go out yet: Summary")
    assert tab.input_value("[name=summary]") == "For TK years."


def test_replacing_keeps_emphasis_and_can_be_undone(house: RunningHouse, tab: Tab) -> None:
    new_story(house, tab)
    tab.fill("[name=summary]", "The minister and the Minister.")
    tab.locator(BODY).click()
    tab.keyboard.type("A ")
    tab.keyboard.press("Control+b")
    tab.keyboard.type("minister")
    tab.keyboard.press("Control+b")
    tab.keyboard.type(" meets ministers.")
    tab.keyboard.press("Alt+Shift+F")
    tab.keyboard.type("minister")
    expect(tab.locator("[data-found]")).to_have_text("Found: 4")
    tab.check("[data-whole-words]")
    expect(tab.locator("[data-found]")).to_have_text("Found: 3")
    tab.check("[data-match-case]")
    expect(tab.locator("[data-found]")).to_have_text("Found: 2")
    tab.fill("[data-replacement]", "envoy")
    tab.click("[data-replace-all]")
    expect(tab.locator("[data-found]")).to_have_text("Replaced: 2")
    assert tab.input_value("[name=summary]") == "The envoy and the Minister."
    expect(tab.locator(BODY)).to_have_text("A envoy meets ministers.")
    bold = (
        "element => [...element.querySelectorAll('span')].find(e => getComputedStyle(e).fontWeight >= 600)?.innerText"
    )
    assert tab.locator(BODY).evaluate(bold) == "envoy"
    tab.keyboard.press("Escape")
    tab.locator(BODY).click()
    tab.keyboard.press("Control+z")
    expect(tab.locator(BODY)).to_have_text("A minister meets ministers.")
    tab.focus("[name=summary]")
    tab.keyboard.press("Control+z")
    assert tab.input_value("[name=summary]") == "The minister and the Minister."


LINK = """() => {
  const { EditorState, Modifier, SelectionState } = window.DraftJS;
  const editor = document.querySelector("[name=body-0-value]").draftailEditor;
  const state = editor.getEditorState();
  const content = state.getCurrentContent().createEntity("LINK", "MUTABLE", { url: "https://example.org/" });
  const key = content.getFirstBlock().getKey();
  const words = SelectionState.createEmpty(key).merge({ anchorOffset: 4, focusOffset: 12 });
  editor.onChange(EditorState.push(
    state, Modifier.applyEntity(content, words, content.getLastCreatedEntityKey()), "apply-entity"));
}"""


def test_replacing_words_keeps_the_links_that_hold_them(house: RunningHouse, tab: Tab) -> None:
    new_story(house, tab)
    write(tab, "The minister meets a minister.")
    tab.evaluate(LINK)
    tab.keyboard.press("Alt+Shift+F")
    tab.keyboard.type("minister")
    tab.fill("[data-replacement]", "envoy")
    tab.click("[data-replace-all]")
    expect(tab.locator(BODY)).to_have_text("The envoy meets a envoy.")
    expect(tab.locator(f"{BODY} [role=button], {BODY} a").first).to_have_text("envoy")
    expect(tab.locator("[name=body-0-value]")).to_have_value(re.compile(r'"entityRanges":\[{"offset":4,"length":5,'))


def test_one_after_the_other_is_replaced_and_new_words_are_not_found_again(house: RunningHouse, tab: Tab) -> None:
    new_story(house, tab, "Persian")
    tab.fill("[name=summary]", "وزیر و وزیر")
    write(tab, "دو وزیر دیدار کردند.")
    tab.keyboard.press("Alt+Shift+F")
    tab.keyboard.type("وزیر")
    assert tab.evaluate("getComputedStyle(document.querySelector('[data-find]')).direction") == "rtl"
    tab.fill("[data-replacement]", "نخست‌وزیر")
    replace = tab.locator("[data-replace-one]")
    for reached in ("1 of 3 · Summary", "2 of 3 · Summary", "3 of 3 · Text"):
        replace.click()
        expect(tab.locator("[data-found]")).to_have_text(reached)
    replace.click()
    assert tab.input_value("[name=summary]") == "نخست‌وزیر و نخست‌وزیر"
    expect(tab.locator(BODY)).to_have_text("دو نخست‌وزیر دیدار کردند.")


PRESS = """([key, code, at]) => document.querySelector(at).dispatchEvent(new KeyboardEvent(
  "keydown", { key, code, altKey: code !== "", shiftKey: true, bubbles: true, cancelable: true }))"""


@pytest.mark.parametrize(("key", "code"), [("F", "KeyF"), ("А", "KeyF"), ("ب", "KeyF"), ("Ï", "KeyF"), ("F", "KeyY")])
def test_the_finder_opens_on_any_keyboard(house: RunningHouse, tab: Tab, key: str, code: str) -> None:
    new_story(house, tab)
    expect(tab.locator("[data-finder]")).to_be_hidden()
    tab.evaluate(PRESS, [key, code, "[name=summary]"])
    expect(tab.locator("[data-finder]")).to_be_visible()


def test_the_list_of_shortcuts_names_ours_and_opens_by_any_question_mark(house: RunningHouse, tab: Tab) -> None:
    new_story(house, tab)
    dialog = tab.locator("#keyboard-shortcuts-dialog")
    tab.evaluate(PRESS, ["؟", "", "[name=summary]"])
    expect(dialog).to_be_hidden()
    tab.evaluate(PRESS, ["؟", "", "body"])
    expect(dialog).to_contain_text("Find and replace in the story")


def test_the_keys_go_from_block_to_block_and_to_the_actions(house: RunningHouse, tab: Tab) -> None:
    new_story(house, tab)
    tab.focus("[name=summary]")
    tab.keyboard.press("Alt+Shift+J")
    expect(tab.locator(BODY)).to_be_focused()
    tab.keyboard.press("Alt+Shift+C")
    expect(tab.locator("[data-counts]")).to_be_focused()
    tab.keyboard.press("Alt+Shift+P")
    expect(tab.locator("[name=action-publish]")).to_be_focused()
