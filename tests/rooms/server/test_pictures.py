"""Pictures over HTTP: by content address alone, whole or in part, kept for good; nothing beside them can be reached."""

from __future__ import annotations

import pytest

from tests.rooms.server.stand import Stand

NAME = "0123456789abcdef0123456789abcdef-640.jpg"
BYTES = bytes(range(256)) * 4
PATH = f"/pictures/{NAME}"
TAG = f'"{NAME.removesuffix(".jpg")}"'


@pytest.fixture(autouse=True)
def _picture(stand: Stand) -> None:
    (stand.pictures / NAME).write_bytes(BYTES)


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [("jpg", "image/jpeg"), ("webp", "image/webp"), ("png", "image/png"), ("avif", "image/avif")],
)
def test_a_picture_goes_out_with_its_type_and_is_kept_for_good(stand: Stand, ending: str, media_type: str) -> None:
    (stand.pictures / f"0123456789abcdef-9.{ending}").write_bytes(BYTES)
    got = stand.ask(f"/pictures/0123456789abcdef-9.{ending}", accept_encoding="br")
    assert (got.status, got.body) == (200, BYTES)
    expected = {
        "content-type": media_type,
        "content-length": str(len(BYTES)),
        "cache-control": "public, max-age=31536000, immutable",
        "etag": '"0123456789abcdef-9"',
        "accept-ranges": "bytes",
        "x-content-type-options": "nosniff",
    }
    assert expected.items() <= got.headers.items()
    assert "content-encoding" not in got.headers


def test_a_reader_who_has_the_picture_gets_304(stand: Stand) -> None:
    got = stand.ask(PATH, if_none_match=TAG)
    assert (got.status, got.body, got.headers["etag"]) == (304, b"", TAG)
    assert stand.ask(PATH, if_none_match=TAG, range="bytes=0-1").status == 304
    assert stand.ask(PATH, if_none_match='"other"').status == 200


def test_pictures_are_served_before_the_first_page_is_printed(stand: Stand) -> None:
    stand.press_file.unlink()
    assert stand.ask(PATH).status == 200


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=1000-", 1000, 1023), ("bytes=-24", 1000, 1023), ("bytes=5-99999", 5, 1023)],
)
def test_a_reader_on_a_poor_line_gets_the_part_that_is_lacking(
    stand: Stand, header: str, first: int, last: int
) -> None:
    got = stand.ask(PATH, range=header)
    assert (got.status, got.body) == (206, BYTES[first : last + 1])
    assert got.headers["content-range"] == f"bytes {first}-{last}/1024"
    assert got.headers["content-length"] == str(last + 1 - first)
    assert got.headers["content-type"] == "image/jpeg"
    assert got.headers["etag"] == TAG


@pytest.mark.parametrize("header", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_that_does_not_exist_is_refused_with_the_size(stand: Stand, header: str) -> None:
    got = stand.ask(PATH, range=header)
    assert (got.status, got.headers["content-range"]) == (416, "bytes */1024")


@pytest.mark.parametrize("header", ["bytes=0-1,5-6", "bytes=9-5", "items=0-1", "nonsense"])
def test_a_range_that_is_not_understood_means_the_whole(stand: Stand, header: str) -> None:
    got = stand.ask(PATH, range=header)
    assert (got.status, got.body) == (200, BYTES)


def test_a_part_is_sent_only_of_the_very_picture_that_was_begun(stand: Stand) -> None:
    assert stand.ask(PATH, range="bytes=0-9", if_range=TAG).status == 206
    assert stand.ask(PATH, range="bytes=0-9", if_range='"other"').status == 200
    assert stand.ask(PATH, range="bytes=0-9", if_range=f"W/{TAG}").status == 200
    assert stand.ask(PATH, range="bytes=0-9", if_range="Fri, 06 Mar 2009 08:22:00 GMT").status == 200


def test_a_range_says_nothing_to_a_head_request(stand: Stand) -> None:
    got = stand.ask(PATH, "HEAD", range="bytes=0-9")
    assert (got.status, got.body, got.headers["content-length"]) == (200, b"", "1024")


OUTSIDE = [
    "/pictures/",
    "/pictures/../press.sqlite",
    "/pictures/..%2fpress.sqlite",
    "/pictures/%2e%2e/press.sqlite",
    "/pictures//etc/passwd",
    "/pictures/....//press.sqlite",
    "/pictures/0123456789abcdef-640.jpg/../../press.sqlite",
    "/pictures/..\\press.sqlite",
    f"/pictures/x/../{NAME}",
    f"/pictures/{NAME}\x00.png",
    f"/pictures/{NAME}\n",
    f"/pictures/{NAME}/",
    "/pictures/secret.jpg",
    "/pictures/0123456789ABCDEF0123456789ABCDEF-640.jpg",
    "/pictures/0123456789abcdef0123456789abcdef-٦٤٠.jpg",
    "/pictures/0123456789abcdef0123456789abcdef-641.jpg",
    "/pictures/0123456789abcdef0123456789abcdef-640.svg",
    "/pictures/0123456789abcdef0123456789abcdef-640.jpg.gz",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_but_a_published_rendition_can_be_reached(stand: Stand, path: str) -> None:
    (stand.pictures / "secret.jpg").write_bytes(b"secret")
    (stand.pictures.parent / "x.jpg").write_bytes(b"secret")
    got = stand.ask(path)
    assert (got.status, got.body) == (404, b"There is no such picture.\n")


def test_a_folder_under_a_pictures_name_is_no_picture(stand: Stand) -> None:
    (stand.pictures / "fedcba9876543210-1.png").mkdir()
    assert stand.ask("/pictures/fedcba9876543210-1.png").status == 404
