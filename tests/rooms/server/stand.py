"""A small site in a press file of its own, and a reader who asks for its pages over WSGI."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import apsw
import msgspec

from dateline.press import site
from dateline.press.page import Output, PageKey
from dateline.press.run import connect
from dateline.server.files import ReaderFiles

LONG = "Clinton calls for a fresh start with Russia. " * 40
PAGES = {
    "front": Output(path="/en/", body=f"<h1>Front</h1>{LONG}".encode(), language="en"),
    "story": Output(path="/en/2009/03/06/clinton", body=f"<h1>Clinton</h1>{LONG}".encode(), language="en"),
    "persian": Output(path="/fa/۲۰۰۹", body="نسخهٔ فارسی".encode(), language="fa"),
    "gone": Output(path="/en/2009/03/06/gone", body=b"<h1>Withdrawn</h1>", language="en", status=410),
    "moved": Output(path="/en/old", body=b"", status=301, headers={"Location": "/en/2009/03/06/clinton"}),
    "feed": Output(path="/en/feed.atom", body=LONG.encode(), media_type="application/atom+xml", language="en"),
    "style": Output(path="/assets/paper.0123.css", body=LONG.encode(), media_type="text/css; charset=utf-8"),
    "not-found|en": Output(path="/en/not-found", body=b"<h1>No such page</h1>", language="en", status=404),
    "not-found|fa": Output(path="/fa/not-found", body="<h1>نیست</h1>".encode(), language="fa", status=404),
    "not-found": Output(path="/not-found", body=b"<h1>Nowhere</h1>", language="en", status=404),
}


class Got(msgspec.Struct, frozen=True):
    """What came back: status, headers by lower-case name (each must stand once), body."""

    status: int
    headers: dict[str, str]
    body: bytes


class Stand:
    """The files of one folder and the application that serves them."""

    def __init__(self, folder: Path) -> None:
        self.press_file, self.pictures, self.media = folder / "press.sqlite", folder / "pictures", folder / "media"
        self.pictures.mkdir()
        self.media.mkdir()
        self.application = ReaderFiles(self.press_file, self.pictures, self.media)

    def print(self, pages: dict[str, Output] | None = None) -> None:
        """Put pages into the press file, as the press does."""
        db = connect(self.press_file)
        with db:
            for key, output in (PAGES if pages is None else pages).items():
                site.put(db, PageKey.parse(key), output, seq=1, cause="test")
        db.close()

    def stored(self, path: str) -> site.StoredPage:
        """A page as the press stored it."""
        db = apsw.Connection(str(self.press_file))
        page = site.at(db, path)
        db.close()
        assert page is not None
        return page

    def ask(self, path: str, method: str = "GET", *, query: str = "", **headers: str) -> Got:
        """Ask for a path (as a reader would write it); headers by name, as ``accept_encoding="br"``."""
        raw = path.encode("utf-8", "surrogateescape").decode("latin-1")
        environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": raw, "QUERY_STRING": query}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        started: list[tuple[str, list[tuple[str, str]]]] = []
        body = b"".join(self.application(environ, lambda status, sent: started.append((status, sent))))
        status, sent = started[0]
        names = [name.lower() for name, _ in sent]
        assert len(set(names)) == len(names), f"a header stands twice: {names}"
        return Got(int(status.split(" ")[0]), {name.lower(): value for name, value in sent}, body)
