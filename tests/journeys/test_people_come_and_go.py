"""A person is invited, sets the own password, adds a passkey, logs in with it alone, and is let go."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.journeys.house import RunningHouse

ZIBA = "ziba@news.example"
PASSWORD = "yek ramze khoob"
pytestmark = [pytest.mark.browser, pytest.mark.newsroom, pytest.mark.slow, pytest.mark.xdist_group("journey")]


@pytest.fixture(scope="module")
def chief(browser: Browser, house: RunningHouse) -> Tab:
    """The chief's tab, logged in."""
    tab = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    tab.set_default_timeout(60_000)
    house.log_in(tab)
    return tab


@pytest.fixture(scope="module")
def ziba(browser: Browser) -> Tab:
    """Ziba's tab, on a small screen, with a device that makes passkeys."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="fa-IR")
    tab = context.new_page()
    tab.set_default_timeout(60_000)
    devices = context.new_cdp_session(tab)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    return tab


def named(house: RunningHouse, path: str) -> str:
    """An address of the newsroom by host name, as passkeys need it."""
    return f"http://localhost:{house.port}/newsroom/{path}"


def test_the_invited_person_sets_the_own_password_by_the_link(house: RunningHouse, chief: Tab, ziba: Tab) -> None:
    chief.goto(f"{house.address}/newsroom/people/invite/")
    chief.fill("input[name=first_name]", "Ziba")
    chief.fill("input[name=last_name]", "Shirazi")
    chief.fill("input[name=email]", ZIBA)
    chief.locator("details", has_text="Persian").locator("summary").click()
    chief.locator("details", has_text="Persian").get_by_label("translator").check()
    chief.select_option("select[name=language]", "fa")
    chief.get_by_role("button", name="Send the invitation").click()
    ziba.goto(chief.input_value("textarea.account-link"))
    assert ziba.get_attribute("html", "dir") == "rtl"
    assert ziba.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    ziba.fill("input[name=new_password1]", PASSWORD)
    ziba.fill("input[name=new_password2]", PASSWORD)
    ziba.click("form.login-form button[type=submit]")
    ziba.wait_for_url("**/login/")


def test_a_passkey_is_added_and_opens_the_door_alone(house: RunningHouse, ziba: Tab) -> None:
    ziba.goto(named(house, "login/"))
    ziba.fill("input[name=login]", ZIBA)
    ziba.fill("input[name=password]", PASSWORD)
    ziba.click("form.login-form button[type=submit]")
    ziba.wait_for_url("**/newsroom/")
    ziba.goto(named(house, "account/second-step/passkeys/add/"))
    ziba.click("#mfa_webauthn_add")
    ziba.wait_for_url("**/second-step/codes/")
    assert ziba.locator(".account-codes li").count() == 10
    ziba.goto(named(house, "account/sign-out-everywhere/"))
    ziba.click("form[action$='sign-out-everywhere/'] button")
    ziba.wait_for_url("**/login/")
    ziba.click("#passkey_login")
    ziba.wait_for_url("**/newsroom/")


def test_the_password_alone_leads_to_the_second_step_where_the_passkey_serves(house: RunningHouse, ziba: Tab) -> None:
    ziba.context.clear_cookies()
    ziba.goto(named(house, "login/"))
    ziba.fill("input[name=login]", ZIBA)
    ziba.fill("input[name=password]", PASSWORD)
    ziba.click("form.login-form button[type=submit]")
    ziba.wait_for_url("**/login/code/")
    ziba.click("#mfa_webauthn_authenticate")
    ziba.wait_for_url("**/newsroom/")


def test_whoever_leaves_is_out_at_the_next_click_and_the_passkey_opens_nothing(
    house: RunningHouse, chief: Tab, ziba: Tab
) -> None:
    chief.goto(f"{house.address}/newsroom/people/")
    expect(chief.locator("tr", has_text="Ziba Shirazi")).to_contain_text("active")
    chief.get_by_role("link", name="Ziba Shirazi").click()
    chief.locator("form[action$='/deactivate/'] button").click()
    expect(chief.locator(".messages").first).to_contain_text("can no longer log in")
    ziba.goto(named(house, "pages/"))
    ziba.wait_for_url("**/login/**")
    ziba.click("#passkey_login")
    expect(ziba.locator(".messages .error")).to_be_visible()
    ziba.goto(named(house, ""))
    ziba.wait_for_url("**/login/**")


def test_the_first_password_served_once(house: RunningHouse, chief: Tab, browser: Browser) -> None:
    tab = browser.new_context().new_page()
    tab.goto(f"{house.address}/newsroom/login/")
    first = (house.home / "newsroom" / "first-account.txt").read_text(encoding="utf-8").split("password: ")[1].strip()
    tab.fill("input[name=login]", "chief")
    tab.fill("input[name=password]", first)
    tab.click("form.login-form button[type=submit]")
    expect(tab.locator(".messages .error")).to_be_visible()
