"""A house says that it is open when its doors have answered, and says so in words when they never will."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from dateline.server.config import Config, ConfigError
from dateline.server.opening import Doors, claim_port
from dateline.server.running import run_tree

ROOT = Path(__file__).resolve().parents[3]
ANSWERS: dict[str, int] = {}


class Scripted(BaseHTTPRequestHandler):
    """Answers each path with the status that a test set."""

    def do_GET(self) -> None:
        self.send_response(ANSWERS[self.path])
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Tests need no access log."""


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Config]:
    """Settings under whose port a scripted server answers."""
    server = HTTPServer(("127.0.0.1", 0), Scripted)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Config(home=tmp_path, port=server.server_port)
    server.shutdown()
    server.server_close()


def test_each_door_is_waited_for_in_turn_and_named_once(settings: Config) -> None:
    told: list[str] = []
    doors = Doors(settings, told.append, {"/": "the page", "/login/": "the login"})
    ANSWERS.update({"/": 503, "/login/": 200})
    assert not doors.open()
    ANSWERS["/"] = 404
    assert not doors.open()
    ANSWERS.update({"/": 200, "/login/": 500})
    assert not doors.open()
    ANSWERS["/login/"] = 302
    assert doors.open()
    assert told == ["Waiting for the page to answer ...", "Waiting for the login to answer ..."]


def test_a_house_on_every_address_is_asked_on_loopback(settings: Config) -> None:
    ANSWERS["/"] = 200
    everywhere = Config(home=settings.home, host="0.0.0.0", port=settings.port)
    assert Doors(everywhere, lambda _: None, {"/": "the page"}).open()


def test_nobody_listening_is_no_answer(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert not Doors(Config(home=tmp_path, port=port), lambda _: None).open()


def test_a_taken_port_is_refused_in_words_that_name_the_way_out(settings: Config) -> None:
    with pytest.raises(ConfigError, match=f"port {settings.port} .* choose another port with DATELINE_PORT"):
        claim_port(settings)


def test_a_server_that_dies_before_it_answers_ends_the_house_with_words(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    dying = {"web server": [sys.executable, "-c", "import sys; sys.exit(4)"]}
    assert run_tree(Config(home=tmp_path), dying, lambda: told.append("ready"), lambda: False) == 4
    assert told == []
    assert "the web server ended by itself (status 4) before the house had opened" in capfd.readouterr().err


@pytest.mark.newsroom
def test_a_home_that_was_never_set_up_is_told_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"DATELINE_HOME": str(tmp_path), "DATELINE_PORT": str(port)}
    command = [sys.executable, "-m", "dateline.cli", "run"]
    ended = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "run `dateline setup` first" in ended.stderr
    assert "the worker ended by itself" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "Readers:" not in ended.stdout
