"""A copy of a site is proven, from a folder and from a server; each thing done to it is named."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import apsw
import msgspec
import pytest

from dateline.press import seal, site, tree
from dateline.press.note import Signer, new_key
from dateline.press.page import Output, PageKey
from dateline.press.run import connect, connect_read_only
from dateline.record import replica
from dateline.server.config import Config
from dateline.server.files import ReaderFiles
from dateline.server.proving.exporting import ExportRefused, export
from dateline.server.proving.sources import Folder, Unreachable, Web
from dateline.server.proving.verifying import Unproven, verify
from tests.builders import START
from tests.rooms.server.stand import PAGES

PICTURE = b"the bytes of a picture"
NAME = f"pictures/{sha256(PICTURE).hexdigest()[:32]}-640.jpg"
SIGNER = Signer(new_key("news.example"))
SHOWN = Output(path="/en/2009/03/06/shown", body=f'<img src="/{NAME}">'.encode(), language="en")


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *_: Any) -> None:
        """Nothing."""


class Site:
    """A signed site under a home of its own."""

    def __init__(self, home: Path) -> None:
        self.settings = Config(home=home)
        self.settings.pictures.mkdir(parents=True)
        (self.settings.public / NAME).write_bytes(PICTURE)
        self.put({**PAGES, "shown": SHOWN})
        self.application = ReaderFiles(self.settings.press_file, self.settings.pictures, self.settings.media)

    def put(self, pages: dict[str, Output], *, signed: bool = True) -> None:
        db = connect(self.settings.press_file)
        with db:
            for key, output in pages.items():
                tree.update(db, site.put(db, PageKey.parse(key), output, seq=1, cause="test"))
            replica.set_cursor(db, 1, "chain")
            if signed:
                seal.put(db, SIGNER, START)
        db.close()

    def open(self) -> apsw.Connection:
        return connect_read_only(self.settings.press_file)

    def export(self, folder: Path) -> Path:
        export(self.settings, self.open(), folder)
        return folder


@pytest.fixture
def ours(tmp_path: Path) -> Site:
    return Site(tmp_path / "home")


@pytest.fixture
def copy(ours: Site, tmp_path: Path) -> Path:
    return ours.export(tmp_path / "copy")


@pytest.fixture
def address(ours: Site) -> Iterator[str]:
    with make_server("127.0.0.1", 0, ours.application, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_export_is_proven_with_the_house_s_key_and_with_its_own(copy: Path) -> None:
    for key in ("", SIGNER.public):
        verdict = verify(Folder(copy), key)
        assert verdict.whole
        assert (verdict.pages, verdict.files, verdict.seq, verdict.chain) == (len(PAGES) + 1, 1, 1, "chain")
    assert (copy / "en/index.html").read_bytes() == PAGES["front"].body
    assert (copy / "en/feed.atom").read_bytes() == PAGES["feed"].body
    assert (copy / "en/2009/03/06/gone.html").read_bytes() == PAGES["gone"].body
    assert not (copy / "en/old.html").exists()


def test_everything_done_to_a_folder_is_named(copy: Path) -> None:
    story, front, picture = copy / "en/2009/03/06/clinton.html", copy / "en/index.html", copy / NAME
    flipped = bytearray(story.read_bytes())
    flipped[100] ^= 1
    story.write_bytes(flipped)
    front.unlink()
    picture.write_bytes(b"another")
    (copy / "en/2009/03/06/invented.html").write_text("never published")
    verdict = verify(Folder(copy), SIGNER.public)
    assert verdict.altered == {
        "/en/2009/03/06/clinton": "its bytes were altered",
        f"/{NAME}": "its bytes were altered",
    }
    assert verdict.missing == ("/en/",)
    assert verdict.superfluous == ("en/2009/03/06/invented.html",)


@pytest.mark.parametrize("name", ["head", "key", "pages/0"])
def test_an_altered_proof_is_no_proof(copy: Path, name: str) -> None:
    parts = copy / ".well-known/dateline"
    path = parts / name
    if name == "pages/0":
        path = next(each for each in sorted((parts / "pages").iterdir()) if each.stat().st_size)
    path.write_text(path.read_text().swapcase())
    with pytest.raises(Unproven):
        verify(Folder(copy))


def test_a_copy_signed_by_another_is_known_by_the_key_asked_for(copy: Path) -> None:
    with pytest.raises(Unproven, match=r"another key|belong"):
        verify(Folder(copy), Signer(new_key("news.example")).public)


def test_a_path_that_leads_out_of_the_folder_is_not_read(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b"secret")
    leaf = tree.Leaf(
        path="/../secret.txt", status=200, media_type="text/plain", language="", headers={},
        sha256=sha256(b"secret").hexdigest(),
    )  # fmt: skip
    assert Folder(copy).page(leaf)[0] == "missing"


def test_a_second_export_writes_what_changed_and_takes_away_what_went(ours: Site, copy: Path) -> None:
    ours.put({"front": Output(path="/en/", body=b"<h1>Another</h1>", language="en")})
    db = connect(ours.settings.press_file)
    with db:
        tree.update(db, site.remove(db, PageKey.parse("feed")))
        seal.put(db, SIGNER, START)
    db.close()
    done = export(ours.settings, ours.open(), copy)
    assert (done.written, done.removed) == (1, 1)
    assert verify(Folder(copy)).whole


def test_a_folder_of_somebody_else_is_not_written_to(ours: Site, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("mine")
    for folder, words in ((theirs, "holds other things"), (ours.settings.public / "x", "inside the house")):
        with pytest.raises(ExportRefused, match=words):
            export(ours.settings, ours.open(), folder)
    assert [each.name for each in theirs.iterdir()] == ["letter.txt"]


def test_a_server_is_proven_with_statuses_headers_and_files(ours: Site, address: str) -> None:
    verdict = verify(Web(address), SIGNER.public)
    assert verdict.whole, verdict
    assert verdict.files == 1
    ours.put(
        {
            "story": msgspec.structs.replace(PAGES["story"], body=b"<h1>Forged</h1>"),
            "gone": msgspec.structs.replace(PAGES["gone"], status=200),
            "moved": msgspec.structs.replace(PAGES["moved"], headers={"Location": "/elsewhere"}),
            "persian": msgspec.structs.replace(PAGES["persian"], language="ar"),
            "feed": msgspec.structs.replace(PAGES["feed"], path="/en/other.atom"),
        },
        signed=False,
    )
    # What forges pages forges no tree: the true lines stand, as a mirror would have kept them.
    db = connect(ours.settings.press_file)
    with db:
        kept = ours_before(ours.settings.home.parent / "before")
        tree.clear(db)
        db.executemany("INSERT INTO tree_leaf VALUES (?, ?)", kept)
        db.execute("UPDATE tree_size SET leaves = ?", (len(kept),))
    db.close()
    verdict = verify(Web(address), SIGNER.public)
    assert set(verdict.altered) == {"/en/2009/03/06/clinton", "/en/2009/03/06/gone", "/en/old", "/fa/۲۰۰۹"}
    assert verdict.missing == ("/en/feed.atom",)


def ours_before(folder: Path) -> list[tuple[str, bytes]]:
    """The leaves of the site as it was first signed."""
    first = Site(folder)
    db = first.open()
    rows = [(str(place), bytes(line)) for place, line in db.execute("SELECT place, line FROM tree_leaf")]
    db.close()
    return rows


def test_what_proves_a_site_is_published_and_unsigned_sites_publish_nothing(ours: Site, address: str) -> None:
    web = Web(address)
    assert web.proof("key") == f"{SIGNER.public}\n"
    proven = msgspec.json.decode(web.proof(f"proof/{tree.place_of('/en/')}"), type=tree.Proof)
    assert f"root {b64encode(tree.proven_root(proven)).decode()}" in web.proof("head")
    for name in ("nothing", "pages/zz", "pages/00", f"proof/{'0' * 64}"):
        with pytest.raises(Unreachable, match="answers 404"):
            web.proof(name)
