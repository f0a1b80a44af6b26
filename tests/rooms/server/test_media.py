"""Sound and film over HTTP: whole or in parts, so that players can jump; nothing beside them can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.server.answers import PLACES
from dateline.server.parts import CHUNK, DOWNLOADING, LONGEST, Download
from tests.rooms.server.stand import Stand

NAME = "1a" * 16 + ".mp3"
PATH = f"/media/{NAME}"
TAG = f'"{"1a" * 16}"'
BYTES = bytes(range(256)) * (2 * CHUNK // 256) + b"the end"
LARGE = bytes(range(251)) * (2 * LONGEST // 251) + b"the end"


@pytest.fixture(autouse=True)
def _sound(stand: Stand) -> None:
    (stand.media / NAME).write_bytes(BYTES)


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("mp3", "audio/mpeg"), ("m4a", "audio/mp4"), ("ogg", "audio/ogg"), ("wav", "audio/wav"), ("mp4", "video/mp4"),
        ("weba", "audio/webm"), ("webm", "video/webm"), ("vtt", "text/vtt; charset=utf-8"),
    ],
)  # fmt: skip
def test_a_file_goes_out_with_its_type_and_is_kept_for_good(stand: Stand, ending: str, media_type: str) -> None:
    (stand.media / f"{'2b' * 16}.{ending}").write_bytes(b"x")
    got = stand.ask(f"/media/{'2b' * 16}.{ending}", accept_encoding="br")
    assert (got.status, got.body, got.headers["content-type"]) == (200, b"x", media_type)
    assert got.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert got.headers["accept-ranges"] == "bytes"
    assert "content-encoding" not in got.headers


def test_a_long_file_arrives_whole(stand: Stand) -> None:
    got = stand.ask(PATH)
    assert (got.status, got.headers["content-length"]) == (200, str(len(BYTES)))
    assert got.body == BYTES


@pytest.mark.parametrize(("first", "last"), [(0, 0), (5, CHUNK + 5), (CHUNK, 2 * CHUNK), (7, len(BYTES) - 1)])
def test_a_player_that_jumps_gets_the_part_it_asks_for(stand: Stand, first: int, last: int) -> None:
    got = stand.ask(PATH, range=f"bytes={first}-{last}")
    assert (got.status, got.body) == (206, BYTES[first : last + 1])
    assert got.headers["content-range"] == f"bytes {first}-{last}/{len(BYTES)}"
    assert got.headers["content-length"] == str(last + 1 - first)
    assert got.headers["content-type"] == "audio/mpeg"


def test_a_part_of_another_file_is_not_taken_for_this_one(stand: Stand) -> None:
    assert stand.ask(PATH, range="bytes=0-9", if_range=TAG).status == 206
    assert stand.ask(PATH, range="bytes=0-9", if_range='"other"').status == 200


def test_a_part_behind_the_end_is_refused_with_the_size(stand: Stand) -> None:
    got = stand.ask(PATH, range=f"bytes={len(BYTES)}-")
    assert (got.status, got.headers["content-range"]) == (416, f"bytes */{len(BYTES)}")


def test_a_player_that_has_it_gets_304_and_a_head_no_body(stand: Stand) -> None:
    assert stand.ask(PATH, if_none_match=TAG).status == 304
    got = stand.ask(PATH, "HEAD")
    assert (got.status, got.body, got.headers["content-length"]) == (200, b"", str(len(BYTES)))


@pytest.mark.parametrize(
    "path",
    [
        "/media/", "/media/../press.sqlite", "/media/%2e%2e/press.sqlite", f"/media/x/../{NAME}", f"{PATH}/",
        f"{PATH}\n", "/media/secret.mp3", f"/media/{'1A' * 16}.mp3", f"/media/{'1a' * 16}.html",
        f"/media/{'1a' * 32}.mp3",
    ],
)  # fmt: skip
def test_nothing_but_published_media_can_be_reached(stand: Stand, path: str) -> None:
    (stand.media / "secret.mp3").write_bytes(b"secret")
    (stand.media / f"{'1a' * 16}.html").write_bytes(b"secret")
    got = stand.ask(path)
    assert (got.status, got.body) == (404, b"There is no such sound or film.\n")


@pytest.fixture
def large(stand: Stand) -> str:
    """The path of a file that is larger than one answer to a Range may be."""
    (stand.media / f"{'3c' * 16}.mp4").write_bytes(LARGE)
    return f"/media/{'3c' * 16}.mp4"


@pytest.mark.parametrize("asked", ["bytes=0-", f"bytes=0-{2 * LONGEST}", "bytes=5-", f"bytes=-{len(LARGE) - 9}"])
def test_one_answer_to_a_range_is_a_mebibyte_at_most_and_says_which(stand: Stand, large: str, asked: str) -> None:
    got = stand.ask(large, range=asked)
    first, last, size = map(int, got.headers["content-range"].removeprefix("bytes ").replace("/", "-").split("-"))
    assert (got.status, size, last + 1 - first) == (206, len(LARGE), LONGEST)
    assert got.body == LARGE[first : last + 1]


def test_a_player_that_asks_on_from_where_the_answer_ended_gets_every_byte(stand: Stand, large: str) -> None:
    have = b""
    while len(have) < len(LARGE):
        have += stand.ask(large, range=f"bytes={len(have)}-").body
    assert have == LARGE


def test_a_large_file_without_a_range_arrives_whole_and_gives_its_place_back(stand: Stand, large: str) -> None:
    for _ in range(DOWNLOADING + 1):
        got = stand.ask(large)
        assert (got.status, got.headers["content-length"]) == (200, str(len(LARGE)))
        assert got.body == LARGE


@pytest.fixture
def held(tmp_path: Path) -> Iterator[list[Download]]:
    """Every place for whole downloads, taken by readers who take nothing in."""
    file = tmp_path / "file"
    file.write_bytes(b"x")
    taken = [each for each in (PLACES.take(file) for _ in range(DOWNLOADING)) if each]
    assert len(taken) == DOWNLOADING
    yield taken
    for each in taken:
        each.close()


def test_while_every_place_is_taken_parts_and_heads_are_answered_and_who_gives_up_makes_room(
    stand: Stand, large: str, held: list[Any]
) -> None:
    got = stand.ask(large)
    assert (got.status, got.headers["retry-after"], got.headers["cache-control"]) == (503, "30", "no-store")
    assert b"Range" in got.body
    assert stand.ask(large, range="bytes=0-").status == 206
    assert stand.ask(large, "HEAD").headers["content-length"] == str(len(LARGE))
    assert stand.ask(PATH).body == BYTES
    held.pop().close()
    assert stand.ask(large).body == LARGE
    del held[:]
    assert stand.ask(large).body == LARGE
