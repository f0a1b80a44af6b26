"""Readers who take nothing in, at a real web server: who asks for a page waits for none of them."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from dateline.server.parts import ANSWERING, DOWNLOADING
from tests.servers.readers import FILM, SAID, TRIES, answered, readers


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with one large film."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def port(home: Path) -> Iterator[int]:
    """The port of its readers' web server."""
    with readers(home) as port:
        yield port


def test_the_web_server_says_nothing_that_an_operator_need_not_know(home: Path, port: int) -> None:
    assert answered(port, "/pictures/none") == 404
    assert (home / SAID).read_text(encoding="utf-8") == ""


def got_again(port: int) -> int:
    """The status of a whole download, asked for until the server has noticed that others have gone."""
    for _ in range(TRIES):
        status = answered(port, FILM)
        if status == 200:
            return status
        time.sleep(0.05)
    return status


def stalled(port: int, stack: ExitStack, *headers: str) -> int:
    """The status that a reader gets who then takes nothing more in, for as long as the stack stands."""
    reader = stack.enter_context(socket.socket())
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.settimeout(30)
    reader.connect(("127.0.0.1", port))
    reader.sendall("\r\n".join([f"GET {FILM} HTTP/1.1", "Host: localhost", *headers, "", ""]).encode())
    return int(reader.recv(12).split()[1])


def test_whole_downloads_that_stand_still_hold_up_no_page_and_leave_when_they_go(port: int) -> None:
    with ExitStack() as stack:
        got = [stalled(port, stack) for _ in range(DOWNLOADING + ANSWERING)]
        assert got == [200] * DOWNLOADING + [503] * ANSWERING
        assert answered(port, "/pictures/none") == 404
    assert got_again(port) == 200


def test_parts_that_nobody_takes_in_hold_up_no_page(port: int) -> None:
    with ExitStack() as stack:
        got = [stalled(port, stack, "Range: bytes=0-") for _ in range(3 * (DOWNLOADING + ANSWERING))]
        assert set(got) == {206}
        assert answered(port, "/pictures/none") == 404
