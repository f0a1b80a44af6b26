"""The servers that tests start answer, and stand alone."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import psycopg
import pytest

from tests.servers.fixtures import Serving


@pytest.mark.postgres
def test_a_postgresql_of_our_own_answers(postgres_address: str) -> None:
    with psycopg.connect(postgres_address) as connection:
        row = connection.execute("SELECT current_setting('listen_addresses'), current_user").fetchone()
    assert row == ("", "dateline")


@pytest.mark.nginx
def test_an_nginx_of_our_own_serves_a_folder(nginx_serving: Serving, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Nato/Russia", encoding="utf-8")
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)
    with nginx_serving(server=f"root {tmp_path};") as address, urllib.request.urlopen(address) as answer:
        assert answer.status == 200
        assert answer.read() == b"<p>Nato/Russia"
