"""The block for sound and film that the guides give: nginx keeps parts, and whole films wait for no thread of ours."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.server.parts import LONGEST
from tests.programs import ROOT
from tests.servers.fixtures import Serving
from tests.servers.readers import FILM, SIZE, readers

pytestmark = pytest.mark.nginx


def block(guide: str) -> str:
    """The location for sound and film, as a guide gives it."""
    text = (ROOT / "docs" / "howto" / guide).read_text(encoding="utf-8")
    return str(re.findall(r"location /media/ \{.*?\n    \}", text, re.S)[0])


def lasting(guide: str, folder: Path) -> str:
    """The line that says where parts are kept, with the folder of this test in it."""
    text = (ROOT / "docs" / "howto" / guide).read_text(encoding="utf-8")
    line = str(re.findall(r"^proxy_cache_path .*;", text, re.M)[0])
    return line.replace("/var/cache/dateline-media", str(folder))


@pytest.fixture(params=["nginx.md", "production.md"])
def address(request: pytest.FixtureRequest, tmp_path: Path, nginx_serving: Serving) -> Iterator[str]:
    """The address of an nginx with that block in front of readers' web server."""
    server = f"proxy_http_version 1.1; {block(request.param)}"
    with readers(tmp_path / "home") as port:
        upstream = f"upstream dateline {{ server 127.0.0.1:{port}; keepalive 16; }}"
        http = f"{upstream}\n{lasting(request.param, tmp_path / 'kept')}"
        with nginx_serving(server=server, http=http) as address:
            yield address


def test_whole_films_and_parts_of_any_length_come_through_nginx_byte_for_byte(address: str, tmp_path: Path) -> None:
    film = (tmp_path / "home" / "public" / FILM.strip("/")).read_bytes()
    with urllib.request.urlopen(address + FILM) as whole:
        assert (whole.status, whole.headers["Content-Length"]) == (200, str(SIZE))
        assert whole.read() == film
    asked = urllib.request.Request(address + FILM, headers={"Range": f"bytes={SIZE // 2 - 7}-{SIZE - 9}"})
    with urllib.request.urlopen(asked) as part:
        assert part.status == 206
        assert part.headers["Content-Range"] == f"bytes {SIZE // 2 - 7}-{SIZE - 9}/{SIZE}"
        assert part.headers["X-Content-Type-Options"] == "nosniff"
        assert part.read() == film[SIZE // 2 - 7 : SIZE - 8]
    kept = [each for each in (tmp_path / "kept").rglob("*") if each.is_file()]
    assert len(kept) == SIZE // LONGEST


def test_what_is_not_there_is_not_there_behind_nginx_either(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{address}/media/{'2b' * 16}.mp4")
