"""Without a line, in a real browser: what was opened is there, and what was killed since is not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Page as Tab

from dateline.edition.erasure import Killed
from dateline.edition.values import Edition
from dateline.languages.language import language
from dateline.press.run import Press
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.server.files import ReaderFiles
from tests.builders import Record
from tests.rooms.reader.bureau import bureau

STORY, DOSSIER = "/fa/2009/03/06/us-russia-missiles", "/fa/dossier/nato-russia/"
KEPT = "async (path) => Boolean(await caches.match(path))"

pytestmark = [pytest.mark.browser, pytest.mark.validators]


class Threaded(ThreadingMixIn, WSGIServer):
    """Browsers hold connections open."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *_: Any) -> None:
        """Nothing."""


class House:
    """A bureau in a press file, and a line to it that can drop."""

    def __init__(self, folder: Path) -> None:
        self.record, self.press = Record(), Press(folder / "press.sqlite", KINDS, furniture())
        self.record.post(*bureau("en", "fa"))
        self.press.follow(self.record.after(), now=self.record.now)
        self._application = ReaderFiles(folder / "press.sqlite", folder / "pictures", folder / "media")
        self._server: WSGIServer | None = None
        self.port = 0

    def connect(self) -> None:
        self._server = make_server("127.0.0.1", self.port, self._application, Threaded, Quiet)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def drop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def kill(self, edition: Edition) -> None:
        gone = Killed(story=edition.story, language="fa", path=edition.path, instant=self.record.now)
        self.record.erase("kill", [edition.key], gone)
        self.press.follow(self.record.after(self.press.seq), now=self.record.now)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    made.connect()
    yield made
    made.drop()
    made.press.close()


def wait_until(tab: Tab, path: str, *, kept: bool) -> None:
    """Ask again and again: ``wait_for_function`` takes a promise for a yes."""
    for _ in range(600):
        if tab.evaluate(KEPT, path) is kept:
            return
        tab.wait_for_timeout(50)
    raise AssertionError(f"{path} is kept: {not kept}")


def test_what_was_opened_is_there_without_a_line_and_what_was_killed_is_not(house: House, tab: Tab) -> None:
    at, words = f"http://127.0.0.1:{house.port}", language("fa").strings
    story = [each for each in bureau("en", "fa") if isinstance(each, Edition) and each.path == STORY][-1]
    for path in ("/fa/", STORY, DOSSIER):
        tab.goto(at + path)
        wait_until(tab, path, kept=True)
    house.drop()
    for path in ("/fa/", STORY, DOSSIER):
        tab.goto(at + path)
        assert story.headline in (tab.text_content("main") or "")
    assert tab.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert tab.evaluate("document.styleSheets[0].cssRules.length > 50")
    tab.goto(f"{at}/fa/archive/")
    assert tab.text_content("h1") == words.offline
    tab.wait_for_selector("#kept li >> nth=2")
    listed = tab.eval_on_selector_all("#kept a", "all => all.map(each => each.getAttribute('href'))")
    assert sorted(listed) == sorted(["/fa/", STORY, DOSSIER])

    house.kill(story)
    house.connect()
    tab.goto(f"{at}/fa/")
    wait_until(tab, STORY, kept=False)
    wait_until(tab, "/fa/", kept=True)
    house.drop()
    tab.goto(at + STORY)
    assert tab.text_content("h1") == words.offline
    tab.wait_for_selector("#kept li")
    assert story.headline not in tab.content()
    tab.goto(f"{at}/fa/")
    assert story.headline not in tab.content()
