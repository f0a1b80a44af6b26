"""The readers' web server as `dateline serve` starts it, over a house with one large film."""

from __future__ import annotations

import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.server.config import Config
from dateline.server.parts import LONGEST
from dateline.server.running import web_command
from tests.servers.nginx import free_port

FILM = f"/media/{'1a' * 16}.mp4"
SIZE = 64 * LONGEST
SAID = "said.txt"  # below the home: what the server writes to the terminal
TRIES = 400


@contextmanager
def readers(home: Path) -> Iterator[int]:
    """The port that it listens on."""
    settings = Config(home=home, port=free_port(), workers=1)
    settings.media.mkdir(parents=True)
    with (settings.media / Path(FILM).name).open("wb") as film:
        film.truncate(SIZE)
        film.seek(SIZE // 2)
        film.write(b"the middle")
    command = web_command(settings, "dateline.server.reader_app:application")
    with (home / SAID).open("wb") as said:
        server = subprocess.Popen(command, env=os.environ | {"DATELINE_HOME": str(home)}, stdout=said, stderr=said)
    try:
        answered(settings.port, "/")
        yield settings.port
    finally:
        server.terminate()
        server.wait(timeout=30)


def answered(port: int, path: str) -> int:
    """The status of a whole answer; the server may still be starting."""
    for _ in range(TRIES):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as got:
                got.read()
                return int(got.status)
        except urllib.error.HTTPError as error:
            return error.code
        except urllib.error.URLError:
            time.sleep(0.05)
    raise AssertionError("the web server does not answer")
