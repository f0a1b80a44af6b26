"""What readers fetch: pages out of the press's file, pictures, sound and film out of public/, and the search.

A WSGI application without Django that opens only ``DATELINE_HOME/public/``.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import apsw

from dateline.languages.language import by_segment
from dateline.press import site
from dateline.press.run import connect_read_only
from dateline.server import health
from dateline.server.answers import Answer, Environ, StartResponse, kept_file, plain, send, stored
from dateline.server.counting import READERS
from dateline.server.proving.places import published

PICTURE = re.compile(r"/pictures/([0-9a-f]{16,64}(?:-[0-9a-f]{10})?(?:-[0-9]+x[0-9]+)?-[0-9]+\.(jpg|webp|png|avif))")
MEDIA_TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "png": "image/png", "avif": "image/avif"}
MEDIA = re.compile(r"([0-9a-f]{32}\.(mp3|m4a|mp4|ogg|wav|webm|weba|vtt))")
PLAYED = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "webm": "video/webm",
    "weba": "audio/webm",
    "vtt": "text/vtt; charset=utf-8",
}
NOT_FOUND = "not-found"
RETRY = ("Retry-After", "2")
READ = {"GET", "HEAD"}

Searching = Callable[[apsw.Connection, str, Environ], Answer | None]


class ReaderFiles:
    """The site of one press file; ``search`` answers ``/<segment>/search`` and may be missing.

    ``secure`` says that the house stands at https, so that browsers may be told never to try http.
    """

    def __init__(
        self, press_file: Path, pictures: Path, media: Path, search: Searching | None = None, *, secure: bool = False
    ) -> None:
        self._press_file = press_file
        self._pictures = pictures
        self._media = media
        self._search = search
        self._secure = secure
        self._local = threading.local()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        answer = self.answer(environ)
        READERS[answer.status // 100].inc()
        return send(answer, environ, start_response, secure=self._secure)

    def answer(self, environ: Environ) -> Answer:
        """The answer to one request."""
        if environ.get("REQUEST_METHOD", "GET") not in READ:
            return plain(HTTPStatus.METHOD_NOT_ALLOWED, "This address can only be read.\n", ("Allow", "GET, HEAD"))
        path = _path(environ)
        if path is None:
            return plain(HTTPStatus.BAD_REQUEST, "The address must start with / and be valid UTF-8.\n")
        if path.startswith("/pictures/"):
            return self._picture(path, environ)
        if path.startswith("/media/"):
            return medium(self._media, path.removeprefix("/media/"), environ)
        db = self._connection()
        if db is None and path == health.PATH:
            return health.of_readers(None)
        if db is None:
            return plain(HTTPStatus.SERVICE_UNAVAILABLE, "The first edition is being printed.\n", RETRY)
        try:
            return self._page(db, path, environ)
        except apsw.Error:
            self._local.db = None
            return plain(HTTPStatus.SERVICE_UNAVAILABLE, "This page cannot be read at the moment.\n", RETRY)

    def _page(self, db: apsw.Connection, path: str, environ: Environ) -> Answer:
        if self._search and path.endswith("/search"):
            found = self._search(db, path, environ)
            if found:
                return found
        page = site.at(db, path)
        if page:
            return stored(page, environ)
        signed = published(db, path)
        if signed:
            return signed
        moved = _other_slash(path)
        if site.at(db, moved):
            return _moved(moved, environ)
        return self._not_found(db, path, environ)

    def _not_found(self, db: apsw.Connection, path: str, environ: Environ) -> Answer:
        if path == health.PATH:
            return health.of_readers(db)
        segment = path.removeprefix("/lite").split("/")[1]
        known = by_segment(segment)
        page = (known and site.at(db, f"/{segment}/{NOT_FOUND}")) or site.at(db, f"/{NOT_FOUND}")
        return stored(page, environ) if page else plain(HTTPStatus.NOT_FOUND, "This page does not exist.\n")

    def _picture(self, path: str, environ: Environ) -> Answer:
        match = PICTURE.fullmatch(path)
        file = self._pictures / match.group(1) if match else None
        if match is None or file is None or not file.is_file():
            return plain(HTTPStatus.NOT_FOUND, "There is no such picture.\n")
        return kept_file(file, MEDIA_TYPES[match.group(2)], environ)

    def _connection(self) -> apsw.Connection | None:
        """One read-only connection a thread; none before the press has printed for the first time."""
        try:
            about = self._press_file.stat()
        except FileNotFoundError:
            return None
        db: apsw.Connection | None = getattr(self._local, "db", None)
        # Another file under the name: the press was rebuilt from nothing, the open one is a thing of the past.
        if db is not None and self._local.file == (about.st_dev, about.st_ino):
            return db
        self._local.db = _opened(self._press_file)
        self._local.file = (about.st_dev, about.st_ino)
        opened: apsw.Connection | None = self._local.db
        return opened


def medium(folder: Path, name: str, environ: Environ) -> Answer:
    """Sound, film or captions out of a folder, whole or in part; nothing of another name can be reached."""
    match = MEDIA.fullmatch(name)
    file = folder / match.group(1) if match else None
    if match is None or file is None or not file.is_file():
        return plain(HTTPStatus.NOT_FOUND, "There is no such sound or film.\n")
    return kept_file(file, PLAYED[match.group(2)], environ)


def media_type(name: str) -> str:
    """The type of a file of ours by its name."""
    return (MEDIA_TYPES | PLAYED).get(name.rpartition(".")[2], "application/octet-stream")


def _opened(press_file: Path) -> apsw.Connection | None:
    try:
        db = connect_read_only(press_file)
        return db if db.execute("SELECT 1 FROM site_page LIMIT 1").fetchone() else None
    except apsw.Error:
        return None


def _path(environ: Environ) -> str | None:
    try:
        path = str(environ.get("PATH_INFO") or "/").encode("latin-1").decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None
    return path if path.startswith("/") else None


def _other_slash(path: str) -> str:
    return path.rstrip("/") if path.endswith("/") and path != "/" else f"{path}/"


def _moved(path: str, environ: Environ) -> Answer:
    query = environ.get("QUERY_STRING")
    target = quote(path) + (f"?{query}" if query else "")
    return plain(HTTPStatus.MOVED_PERMANENTLY, f"Moved to {target}\n", ("Location", target))
