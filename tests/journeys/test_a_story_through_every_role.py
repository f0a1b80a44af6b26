"""One story from invitation to farewell, each step by whose role it is, with screens in English and Persian."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.journeys.hand import Hand
from tests.journeys.house import OWN_PASSWORD, RunningHouse, member, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.newsroom, pytest.mark.slow, pytest.mark.xdist_group("journey")]

MESSAGES = ".messages"
HOME = re.compile(r"/newsroom/$")


@dataclass(frozen=True)
class Told:
    """What happens at one desk, in its language. ``slip`` stands in ``text`` until the sub-editor mends it."""

    tag: str
    direction: str
    first_name: str
    last_name: str
    headline: str
    text: str
    slip: str
    mended: str
    alt: str
    not_allowed: str

    @property
    def email(self) -> str:
        """Of the reporter who is invited."""
        return f"reporter.{self.tag}@news.example"

    @property
    def byline(self) -> str:
        """The reporter's name."""
        return f"{self.first_name} {self.last_name}"


ENGLISH = Told(
    tag="en",
    direction="ltr",
    first_name="Ruth",
    last_name="Calder",
    headline="Harbour reopens after two days of storm",
    text="The first ferry left on Munday morning.",
    slip="Munday",
    mended="The first ferry left on Monday morning.",
    alt="A ferry leaving a harbour",
    not_allowed="Sorry, you do not have permission to access this area.",
)
PERSIAN = Told(
    tag="fa",
    direction="rtl",
    first_name="مینا",
    last_name="رستگار",
    headline="بندر پس از دو روز توفان باز شد",
    text="نخستین کشتی صبح دوشمبه راه افتاد.",
    slip="دوشمبه",
    mended="نخستین کشتی صبح دوشنبه راه افتاد.",
    alt="یک کشتی هنگام ترک بندر",
    not_allowed="متاسفانه مجوز لازم برای دسترسی به این بخش را ندارید.",
)


def picture(file: Path) -> Path:
    """A file to upload, which no other equals: of a second copy the newsroom asks what to do with it."""
    Image.effect_noise((640, 400), 64).save(file)
    return file


def comes_in(house: RunningHouse, browser: Browser, told: Told, role: str) -> Hand:
    """Somebody of the desk logs in, to screens in the desk's language."""
    hand = Hand(house, browser)
    hand.log_in(member(role, told.tag))
    assert hand.tab.get_attribute("html", "lang") == told.tag
    assert hand.tab.get_attribute("html", "dir") == told.direction
    return hand


def meets_a_closed_door(hand: Hand, told: Told, path: str) -> None:
    """What the role may not do is said in words, at the newsroom's home."""
    hand.go(path)
    expect(hand.tab).to_have_url(HOME)
    expect(hand.tab.locator(MESSAGES).first).to_contain_text(told.not_allowed)


def invites_a_reporter(administrator: Hand, told: Told, role: int) -> None:
    """From Settings, People."""
    administrator.go("people/")
    administrator.click("a[href$='/people/invite/']")
    for name in ("first_name", "last_name", "email"):
        administrator.fill(f"[name={name}]", getattr(told, name))
    administrator.tab.locator(f"[name=groups][value='{role}']").check()
    administrator.tab.select_option("[name=language]", told.tag)
    administrator.click("form[action$='/people/invite/'] [type=submit]")


def answers_the_mail(house: RunningHouse, browser: Browser, told: Told) -> Hand:
    """The link in the mail leads to a password of the reporter's own."""
    link = house.mailed(r"http://[^\s]+/newsroom/welcome/[\w-]+/")
    reporter = Hand(house, browser)
    reporter.tab.goto(link)
    assert reporter.tab.get_attribute("html", "dir") == told.direction
    reporter.fill("[name=new_password1]", OWN_PASSWORD)
    reporter.fill("[name=new_password2]", OWN_PASSWORD)
    reporter.click("form.login-form [type=submit]")
    house.log_in(reporter.tab, told.email, OWN_PASSWORD)
    return reporter


def writes_and_submits(reporter: Hand, told: Told, file: Path) -> None:
    """A headline, a byline, a picture, a text; publishing is not offered."""
    reporter.new_edition()
    reporter.fill("[name=title]", told.headline)
    reporter.click("#id_bylines-ADD")
    reporter.fill("[name=bylines-0-name]", told.byline)
    reporter.add_lead_picture(file, title=f"Ferry {told.tag}", alt=f"{told.tag}: {told.alt}")
    reporter.write(told.text)
    assert reporter.tab.locator("[name=action-publish]").count() == 0
    reporter.act("[name=action-submit]")
    expect(reporter.tab.locator(MESSAGES).first).to_contain_text(told.headline)


def corrects_and_approves(editor: Hand, told: Told) -> None:
    """The slip goes by find and replace; to approve is not to publish."""
    editor.open_from_home(told.headline, "review")
    editor.tab.keyboard.press("Alt+Shift+F")
    editor.fill("[data-find]", told.slip)
    editor.fill("[data-replacement]", next(iter(set(told.mended.split()) - set(told.text.split()))))
    editor.click("[data-replace-all]")
    expect(editor.tab.locator("[name=body-0-value]")).to_have_value(re.compile(re.escape(told.mended)))
    editor.tab.keyboard.press("Escape")
    assert editor.tab.locator("[name=action-publish]").count() == 0
    editor.act("[data-workflow-action-name=approve]")
    expect(editor.tab.locator(MESSAGES).first).to_contain_text(told.headline)


def publishes(chief: Hand, told: Told) -> str:
    """The story's address, once readers get it with the picture."""
    assert told.headline not in chief.house.get(f"/{told.tag}/")[1]
    chief.open_from_home(told.headline, "desk")
    chief.act("[name=action-publish]")
    line = rf'href="(/{told.tag}/\d{{4}}/\d\d/\d\d/[^"]+)"[^>]*>\s*{re.escape(told.headline)}'
    address = wait_for(lambda: (re.findall(line, chief.house.get(f"/{told.tag}/")[1]) or [""])[0])
    page = chief.house.get(address)[1]
    assert told.mended in page
    assert told.slip not in page
    assert told.byline in page
    assert told.alt in page
    return str(address)


def pictures_on(house: RunningHouse, address: str) -> set[str]:
    """The addresses of the pictures that a page shows."""
    return set(re.findall(r'src="(/pictures/[^"]+)"', house.get(address)[1]))


def replaces_the_picture(editor: Hand, told: Told, file: Path, address: str) -> None:
    """On its own screen, from the library: under the same use and text, readers get the new file."""
    before = pictures_on(editor.house, address)
    assert before
    editor.go("images/?q=Ferry")
    editor.click(editor.tab.locator("main a[href*='/images/']", has_text=f"Ferry {told.tag}"))
    editor.click("a[href$='/replace/']")
    editor.tab.set_input_files("main form [name=file]", file)
    editor.click("main form[enctype='multipart/form-data'] button[type=submit]")
    wait_for(lambda: pictures_on(editor.house, address).isdisjoint(before))
    assert told.alt in editor.house.get(address)[1]


def lets_the_reporter_go(administrator: Hand, reporter: Hand, told: Told, address: str) -> None:
    """The session ends at the next click; the byline stays."""
    reporter.go("")
    expect(reporter.tab).to_have_url(HOME)
    administrator.go("people/")
    administrator.click(administrator.tab.locator("main a", has_text=told.byline))
    administrator.click("form[action$='/deactivate/'] [type=submit]")
    expect(administrator.tab.locator(MESSAGES).first).to_contain_text(told.byline)
    reporter.go("")
    expect(reporter.tab).to_have_url(re.compile("/login/"))
    assert told.byline in administrator.house.get(address)[1]


@pytest.mark.parametrize("told", [ENGLISH, PERSIAN], ids=lambda told: told.tag)
def test_a_story_goes_through_every_role(
    house: RunningHouse, browser: Browser, reporters: dict[str, int], told: Told, tmp_path: Path
) -> None:
    administrator = comes_in(house, browser, told, "administrator")
    meets_a_closed_door(administrator, told, "reports/audit-log/")
    invites_a_reporter(administrator, told, reporters[told.tag])
    reporter = answers_the_mail(house, browser, told)
    meets_a_closed_door(reporter, told, "people/")
    writes_and_submits(reporter, told, picture(tmp_path / "ferry.png"))
    editor = comes_in(house, browser, told, "sub-editor")
    meets_a_closed_door(editor, told, "people/")
    corrects_and_approves(editor, told)
    chief = comes_in(house, browser, told, "desk chief")
    meets_a_closed_door(chief, told, "people/invite/")
    address = publishes(chief, told)
    assert unquote(address).startswith(f"/{told.tag}/")
    pictures = comes_in(house, browser, told, "picture editor")
    meets_a_closed_door(pictures, told, "imports/")
    replaces_the_picture(pictures, told, picture(tmp_path / "ferry-again.png"), address)
    lets_the_reporter_go(administrator, reporter, told, address)
