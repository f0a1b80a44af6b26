"""Pages over HTTP: codings, conditional requests, languages of errors, slashes, odd addresses, a press at work."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable
from pathlib import Path

import apsw
import brotli
import pytest

from dateline.press.page import Output
from dateline.server.answers import SECURITY, Answer, plain
from dateline.server.files import ReaderFiles
from tests.rooms.server.stand import LONG, PAGES, Got, Stand

STORY = "/en/2009/03/06/clinton"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


def test_a_page_goes_out_with_what_the_press_stored(stand: Stand) -> None:
    got = stand.ask(STORY)
    assert (got.status, got.body) == (200, PAGES["story"].body)
    expected = {
        "content-type": "text/html; charset=utf-8",
        "content-language": "en",
        "content-length": str(len(got.body)),
        "cache-control": "public, max-age=0, must-revalidate",
        "vary": "Accept-Encoding",
    }
    assert expected.items() <= got.headers.items()
    assert "content-encoding" not in got.headers


@pytest.mark.parametrize("name", ["br", "gzip", "identity"])
def test_each_coding_unpacks_to_the_same_page_under_its_own_tag(stand: Stand, name: str) -> None:
    got = stand.ask(STORY, accept_encoding=name)
    assert UNPACK[name](got.body) == PAGES["story"].body
    assert got.headers.get("content-encoding", "identity") == name
    assert got.headers["etag"].endswith(f'-{name}"')
    assert got.headers["vary"] == "Accept-Encoding"
    assert got.headers["content-length"] == str(len(got.body))


@pytest.mark.parametrize("name", ["br", "gzip", "identity"])
def test_a_reader_who_has_the_page_gets_304_without_body(stand: Stand, name: str) -> None:
    first = stand.ask(STORY, accept_encoding=name)
    again = stand.ask(STORY, accept_encoding=name, if_none_match=f'"old", W/{first.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert again.headers["vary"] == first.headers["vary"]
    assert "content-length" not in again.headers
    assert "content-encoding" not in again.headers


def test_a_tag_of_another_coding_is_not_the_page(stand: Stand) -> None:
    tag = stand.ask(STORY, accept_encoding="gzip").headers["etag"]
    assert stand.ask(STORY, accept_encoding="br", if_none_match=tag).status == 200


def test_a_changed_page_is_sent_again(stand: Stand) -> None:
    tag = stand.ask(STORY).headers["etag"]
    stand.print({"story": Output(path=STORY, body=b"<h1>Other</h1>", language="en")})
    again = stand.ask(STORY, if_none_match=tag)
    assert (again.status, again.body) == (200, b"<h1>Other</h1>")


@pytest.mark.parametrize("path", [each.path for each in PAGES.values()] + ["/en/nothing", "/pictures/none", "/en"])
def test_head_has_the_headers_of_get_and_no_body(stand: Stand, path: str) -> None:
    get, head = stand.ask(path, accept_encoding="br"), stand.ask(path, "HEAD", accept_encoding="br")
    assert head == Got(get.status, get.headers, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", "get", ""])
@pytest.mark.parametrize("path", ["/en/", "/pictures/x", "/en/nothing"])
def test_any_other_method_is_refused_with_those_allowed(stand: Stand, method: str, path: str) -> None:
    got = stand.ask(path, method)
    assert got.status == 405
    assert got.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("path", "tag", "words"),
    [
        ("/en/nothing", "en", "No such page"),
        ("/en/2009/03/06/", "en", "No such page"),
        ("/fa/nothing", "fa", "نیست"),
        ("/fr/nothing", "en", "Nowhere"),
        ("/xx/nothing", "en", "Nowhere"),
        ("/nothing", "en", "Nowhere"),
        ("/", "en", "Nowhere"),
        ("//", "en", "Nowhere"),
        ("/EN/", "en", "Nowhere"),
    ],
)
def test_an_unknown_address_is_answered_in_the_language_of_its_segment(
    stand: Stand, path: str, tag: str, words: str
) -> None:
    got = stand.ask(path)
    assert got.status == 404
    assert got.headers["content-language"] == tag
    assert words in got.body.decode()
    assert got.headers["cache-control"] == "public, max-age=0, must-revalidate"


def test_an_error_is_never_answered_with_304(stand: Stand) -> None:
    for path, status in (("/en/nothing", 404), ("/en/2009/03/06/gone", 410)):
        tag = stand.ask(path).headers["etag"]
        assert stand.ask(path, if_none_match=tag).status == status
        assert stand.ask(path, if_none_match="*").status == status


def test_a_withdrawn_story_is_gone_with_a_page_that_says_so(stand: Stand) -> None:
    got = stand.ask("/en/2009/03/06/gone")
    assert (got.status, got.body) == (410, b"<h1>Withdrawn</h1>")
    assert got.headers["content-language"] == "en"


def test_an_address_that_moved_says_where_to(stand: Stand) -> None:
    got = stand.ask("/en/old")
    assert (got.status, got.headers["location"], got.body) == (301, STORY, b"")
    assert stand.ask("/en/old", if_none_match="*").status == 301


@pytest.mark.parametrize(
    ("path", "query", "location"),
    [
        ("/en", "", "/en/"),
        ("/en", "q=a&b=%2F", "/en/?q=a&b=%2F"),
        (f"{STORY}/", "", STORY),
        (f"{STORY}///", "utm=x", f"{STORY}?utm=x"),
        ("/fa/۲۰۰۹/", "", "/fa/%DB%B2%DB%B0%DB%B0%DB%B9"),
        ("/en/feed.atom/", "", "/en/feed.atom"),
    ],
)
def test_a_slash_too_many_or_too_few_leads_to_the_page_and_keeps_the_query(
    stand: Stand, path: str, query: str, location: str
) -> None:
    got = stand.ask(path, query=query)
    assert (got.status, got.headers["location"]) == (301, location)


def test_a_query_does_not_change_which_page_is_sent(stand: Stand) -> None:
    assert stand.ask(STORY, query="utm_source=x").body == stand.ask(STORY).body


def test_an_address_in_utf_8_is_found(stand: Stand) -> None:
    got = stand.ask("/fa/۲۰۰۹")
    assert (got.status, got.body.decode()) == (200, "نسخهٔ فارسی")
    assert got.headers["content-language"] == "fa"


@pytest.mark.parametrize("path", ["/en/\udcff\udcfe", "/\udcc0\udcaf", "/en/\udced\udca0\udc80", "*", "en/"])
def test_an_address_that_is_none_is_refused(stand: Stand, path: str) -> None:
    got = stand.ask(path)
    assert got.status == 400
    assert got.body == b"The address must start with / and be valid UTF-8.\n"


@pytest.mark.parametrize(
    "path",
    [
        "/en/\x00",
        "/en/'; DROP TABLE site_page; --",
        "/../press.sqlite",
        "/en/../../etc/passwd",
        "/%2e%2e/",
        "/x" * 4000,
    ],
)
def test_hostile_addresses_are_simply_not_found(stand: Stand, path: str) -> None:
    assert stand.ask(path).status == 404
    assert stand.ask(STORY).status == 200


ANYTHING = [
    STORY,
    "/en",
    "/en/old",
    "/en/nothing",
    "/en/2009/03/06/gone",
    "/assets/paper.0123.css",
    "/pictures/x",
    "/\udcff",
]


@pytest.mark.parametrize("path", ANYTHING)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_carries_the_security_headers(stand: Stand, path: str, method: str) -> None:
    got = stand.ask(path, method)
    assert {name.lower(): value for name, value in SECURITY}.items() <= got.headers.items()
    policy = got.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "connect-src 'self'" in policy, "or the page may not ask for its own robots.txt, as Lighthouse has it do"
    assert got.headers["x-content-type-options"] == "nosniff"


def test_a_304_carries_the_security_headers_too(stand: Stand) -> None:
    got = stand.ask(STORY, if_none_match="*")
    assert got.status == 304
    assert {name.lower() for name, _ in SECURITY} <= set(got.headers)


def test_assets_are_kept_for_good_since_their_names_change(stand: Stand) -> None:
    got = stand.ask("/assets/paper.0123.css", accept_encoding="br")
    assert got.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert got.headers["content-type"] == "text/css; charset=utf-8"
    assert "content-language" not in got.headers
    assert brotli.decompress(got.body) == LONG.encode()


def test_answers_of_the_server_itself_are_never_kept(stand: Stand) -> None:
    for got in (stand.ask("/en/", "POST"), stand.ask("/\udcff"), stand.ask("/pictures/x"), stand.ask("/en")):
        assert got.headers["cache-control"] == "no-store"
        assert got.headers["content-type"] == "text/plain; charset=utf-8"


def test_before_the_first_printing_readers_are_asked_to_come_again(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    states: list[Callable[[], object]] = [lambda: None, stand.press_file.touch, lambda: stand.print({})]
    for prepare in states:
        prepare()
        got = stand.ask("/en/")
        assert (got.status, got.headers["retry-after"]) == (503, "2")
        assert got.headers["cache-control"] == "no-store"
    assert not list(tmp_path.glob("*.lock"))
    stand.print()
    assert stand.ask("/en/").status == 200


def test_asking_makes_no_press_file(tmp_path: Path) -> None:
    Stand(tmp_path).ask("/en/")
    assert {path.name for path in tmp_path.iterdir()} == {"pictures", "media"}


def test_a_file_that_is_no_press_file_is_answered_with_503(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    stand.press_file.write_bytes(b"no database" * 1000)
    assert stand.ask("/en/").status == 503


def test_a_press_file_made_anew_is_followed(stand: Stand) -> None:
    assert stand.ask(STORY).status == 200
    for path in stand.press_file.parent.glob("press.sqlite*"):
        path.unlink()
    assert stand.ask(STORY).status == 503
    stand.print({"story": Output(path=STORY, body=b"new", language="en")})
    assert stand.ask(STORY).body == b"new"


def test_a_site_without_a_page_for_errors_still_answers_404(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    stand.print({"story": PAGES["story"]})
    got = stand.ask("/en/nothing")
    assert (got.status, got.body) == (404, b"This page does not exist.\n")


def test_a_page_that_cannot_be_read_is_answered_with_503_and_the_next_one_is_well(stand: Stand) -> None:
    failing = [True]

    def search(db: apsw.Connection, path: str, environ: dict[str, object]) -> Answer | None:
        if failing.pop() if failing else False:
            raise apsw.BusyError("busy")
        return plain(200, "found")

    stand.application = ReaderFiles(stand.press_file, stand.pictures, stand.media, search)
    got = stand.ask("/en/search")
    assert (got.status, got.headers["retry-after"]) == (503, "2")
    assert stand.ask("/en/search").body == b"found"


def test_the_search_answers_its_address_alone_and_may_pass(stand: Stand) -> None:
    asked: list[str] = []

    def search(db: apsw.Connection, path: str, environ: dict[str, object]) -> Answer | None:
        asked.append(path)
        return plain(200, "found") if path == "/en/search" else None

    stand.application = ReaderFiles(stand.press_file, stand.pictures, stand.media, search)
    assert stand.ask("/en/search", query="q=x").body == b"found"
    assert stand.ask("/xx/search").status == 404
    assert stand.ask(STORY).status == 200
    assert asked == ["/en/search", "/xx/search"]


@pytest.mark.parametrize("secure", [True, False])
@pytest.mark.parametrize("path", ["/en/", "/en/old", "/en/nothing", "/pictures/nothing", "/en/2009/03/06/gone"])
def test_browsers_are_told_to_keep_to_https_by_a_house_that_stands_there_alone(
    stand: Stand, path: str, secure: bool
) -> None:
    stand.application = ReaderFiles(stand.press_file, stand.pictures, stand.media, secure=secure)
    assert stand.ask(path).headers.get("strict-transport-security") == ("max-age=31536000" if secure else None)


def test_readers_cannot_write_through_the_servers_connection(stand: Stand) -> None:
    def search(db: apsw.Connection, path: str, environ: dict[str, object]) -> Answer | None:
        with pytest.raises(apsw.ReadOnlyError):
            db.execute("DELETE FROM site_page")
        return plain(200, "tried")

    stand.application = ReaderFiles(stand.press_file, stand.pictures, stand.media, search)
    assert stand.ask("/en/search").body == b"tried"
    assert stand.ask(STORY).status == 200


def test_threads_read_side_by_side_while_the_press_prints(stand: Stand) -> None:
    found: list[int] = []

    def read() -> None:
        found.extend(stand.ask(STORY).status for _ in range(20))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(5):
        stand.print({"story": Output(path=STORY, body=f"{number}".encode(), language="en")})
    for reader in readers:
        reader.join()
    assert found == [200] * 80
    assert stand.ask(STORY).body == b"4"
