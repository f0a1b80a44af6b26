"""An address that an editor gives is fetched within limits, and never from a network of our own."""

from __future__ import annotations

import gzip
import io
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dateline.wires.draft import Refused
from dateline.wires.limited.fetch import Ways, fetch, public
from dateline.wires.limited.words import Fetched

PAGE = b"<html><h1>Ferries wait</h1></html>"
TYPES = ("text/html", "text/plain")
PUBLIC, PRIVATE = "93.184.215.14", "10.0.0.7"


class Answers(BaseHTTPRequestHandler):
    """A web server with one address for everything that can go wrong."""

    def do_GET(self) -> None:
        status, headers, body = {
            "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
            "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
            "/bomb": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"x" * 9_000_000)),
            "/brotli": (200, {"Content-Type": "text/html", "Content-Encoding": "br"}, b"x"),
            "/large": (200, {"Content-Type": "text/html"}, b"x" * 2_000_000),
            "/film": (200, {"Content-Type": "video/mp4"}, b"x"),
            "/untyped": (200, {}, b"x"),
            "/gone": (404, {"Content-Type": "text/html"}, b"x"),
            "/moved": (302, {"Location": "/page"}, b""),
            "/inside": (302, {"Location": "http://inside.example/page"}, b""),
            "/file": (302, {"Location": "file:///etc/passwd"}, b""),
            "/loop": (302, {"Location": "/loop"}, b""),
            "/nowhere": (302, {}, b""),
        }[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + (9 if self.path == "/nowhere" else 0)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


class Net:
    """Names to addresses, and every address that was connected to; all lead to the server of the test."""

    def __init__(self, port: int, **names: list[str]) -> None:
        self.port, self.names, self.looked_up, self.connected = port, names, list[str](), list[str]()

    def resolve(self, host: str, _port: int) -> list[str]:
        self.looked_up.append(host)
        return self.names.get(host.split(".")[0], [PUBLIC])

    def connect(self, address: str, _port: int, patience: float) -> socket.socket:
        self.connected.append(address)
        return socket.create_connection(("127.0.0.1", self.port), timeout=patience)

    def fetch(self, address: str) -> tuple[Fetched, bytes]:
        into = io.BytesIO()
        got = fetch(address, into, types=TYPES, largest=1_000_000, ways=Ways(self.resolve, self.connect))
        return got, into.getvalue()

    def refusal(self, address: str) -> str:
        with pytest.raises(Refused) as refused:
            self.fetch(address)
        return refused.value.reason


@pytest.fixture
def net(port: int) -> Net:
    return Net(port, inside=[PRIVATE], both=[PUBLIC, PRIVATE])


def test_a_page_comes_with_its_type_from_the_address_that_was_looked_at(net: Net) -> None:
    got, body = net.fetch("http://news.example/page")
    assert (got.media_type, got.address, body) == ("text/html; charset=utf-8", "http://news.example/page", PAGE)
    assert net.connected == [PUBLIC]


def test_a_name_is_looked_up_once_for_each_hop_so_that_it_cannot_change_its_mind(net: Net) -> None:
    net.fetch("http://news.example/page")
    assert net.looked_up == ["news.example"]


def test_a_redirect_is_followed_and_its_host_looked_at_anew(net: Net) -> None:
    got, body = net.fetch("http://news.example/moved")
    assert (got.address, body) == ("http://news.example/page", PAGE)
    assert len(net.looked_up) == 2


def test_a_packed_page_is_unpacked(net: Net) -> None:
    assert net.fetch("http://news.example/packed")[1] == PAGE


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/inside", "private, local or reserved network"),
        ("/file", "only http and https"),
        ("/loop", "redirects more than 5 times"),
        ("/nowhere", "without saying where to"),
        ("/bomb", "larger than"),
        ("/large", "larger than"),
        ("/brotli", "packed as br"),
        ("/film", "answers with video/mp4"),
        ("/untyped", "answers with no type"),
        ("/gone", "answers 404"),
    ],
)
def test_what_a_server_may_not_do_is_refused_in_words(net: Net, path: str, words: str) -> None:
    assert words in net.refusal(f"http://news.example{path}")
    assert PRIVATE not in net.connected


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://news.example/page", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("news.example/page", "without a scheme"),
        ("http://", "names no host"),
        ("http://news.example:22/", "port 22"),
        ("http://news.example:99999/", "no address that can be fetched"),
        ("http://me:secret@news.example/", "a name or a password"),
        ("http://both.example/page", "private, local or reserved network"),
        ("http://news.example/\r\nHost: inside", "names no host"),
    ],
)
def test_an_address_that_is_not_fetched_is_refused_before_anything_is_connected(
    net: Net, address: str, words: str
) -> None:
    assert words in net.refusal(address)
    assert net.connected == []


def test_a_server_that_breaks_off_or_is_not_there_is_told(net: Net) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        net.port = nobody.getsockname()[1]
        assert "does not answer" in net.refusal("http://news.example/page")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "0.1.2.3",
        "198.18.0.1", "192.0.0.8", "192.0.2.1", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::",
        "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "100::1",
    ],
)  # fmt: skip
def test_no_address_of_a_private_local_or_reserved_network_is_public(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:82a::200e"])
def test_addresses_of_the_public_internet_are_public(address: str) -> None:
    assert public(address)
