"""A person's hand on mouse and keyboard: works a tab of the newsroom, and counts what it had to do."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from tests.journeys.house import OWN_PASSWORD, RunningHouse, wait_for

MORE = "footer [data-w-dropdown-target=toggle]"
TEXT = "[name=body-0-value] ~ * [contenteditable=true]"
CHOOSER = ".modal-content"


class Hand:
    """One person at one screen. ``clicks`` and ``texts`` (fields filled, keys pressed as one) count up."""

    def __init__(self, house: RunningHouse, browser: Browser, width: int = 1280, height: int = 900) -> None:
        self.house = house
        self.tab = browser.new_context(viewport={"width": width, "height": height}).new_page()
        self.tab.set_default_timeout(60_000)
        self.clicks = self.texts = 0
        self._since = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since the hand began."""
        return time.monotonic() - self._since

    def log_in(self, name: str = "") -> None:
        """As a member of a desk; as the first account without a name."""
        self.clicks, self.texts = self.clicks + 1, self.texts + 2
        self.house.log_in(self.tab, name or "chief", OWN_PASSWORD if name else "")

    def go(self, path: str) -> None:
        """Open an address below ``/newsroom/``, as from a bookmark."""
        self.tab.goto(f"{self.house.address}/newsroom/{path}")

    def click(self, what: str | Locator) -> None:
        """Click the first of these, and let what follows load."""
        self.clicks += 1
        (self.tab.locator(what) if isinstance(what, str) else what).first.click()
        self.tab.wait_for_load_state()

    def fill(self, field: str, text: str) -> None:
        """Fill a field."""
        self.texts += 1
        self.tab.fill(field, text)

    def write(self, text: str) -> None:
        """Type into the text that a new edition opens with; back when the form has it."""
        self.click(TEXT)
        self.texts += 1
        self.tab.keyboard.type(text)
        # The editor hands its text to the form a moment after the last key.
        kept = self.tab.locator("[name^=body][name$=value]").first
        wait_for(lambda: text in kept.input_value())

    def act(self, button: str) -> None:
        """Open the menu at the foot of the form and choose this."""
        self.click(MORE)
        self.click(f"footer {button}")

    def new_edition(self) -> None:
        """From the newsroom's home to the form of a new edition at the only desk that the person has."""
        self.click(".desk-begin a[href*='/add/newsroom/editionpage/']")
        expect(self.tab.locator("[data-writing]")).to_be_visible()

    def open_from_home(self, headline: str, group: str) -> None:
        """Open a story from one of the lists of the newsroom's home."""
        self.go("")
        self.click(self.tab.locator(f"section[aria-labelledby=today-{group}] a", has_text=headline))
        expect(self.tab.locator("[data-writing]")).to_be_visible()

    def add_lead_picture(self, file: Path, title: str, alt: str) -> None:
        """Choose a file from disk as the lead picture."""
        self.click("[id*=lead_picture] [data-chooser-action-choose]")
        self.click(f"{CHOOSER} a[href='#tab-upload']")
        self.clicks += 1  # on the field of the file; the choice on the disk is another's
        self.tab.set_input_files(f"{CHOOSER} [type=file]", file)
        self.fill(f"{CHOOSER} [name$=-title]", title)
        self.fill(f"{CHOOSER} [name$=-alts]", alt)
        self.fill(f"{CHOOSER} [name$=-credit]", "Dateline")
        self.click(f"{CHOOSER} #tab-upload [type=submit]")
        expect(self.tab.locator(CHOOSER)).to_be_hidden()
