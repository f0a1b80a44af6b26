"""Negotiation: which coding a request gets (RFC 9110, 12.5.3), entity tags, byte ranges (RFC 9110, 14)."""

from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.press.site import StoredPage
from dateline.server.negotiate import byte_range, coding, etag, has_it, parse_weights

PAGE = StoredPage(
    key="front", path="/en/", status=200, media_type="text/html", language="en", headers={}, digest="d" * 64,
    body=b"identity", gzip=b"gzip", br=b"br", seq=1, cause="",
)  # fmt: skip
BARE = msgspec.structs.replace(PAGE, gzip=None, br=None)
NO_BR = msgspec.structs.replace(PAGE, br=None)

CODINGS: list[tuple[str | None, str]] = [
    (None, "identity"),
    ("", "identity"),
    ("gzip, deflate, br, zstd", "br"),
    ("gzip, deflate", "gzip"),
    ("GZIP", "gzip"),
    ("br;q=0.5, gzip", "gzip"),
    ("br;q=0.5,gzip;q=0.4", "br"),
    ("br ; q=0.5 , gzip ; q=0.6", "gzip"),
    ("gzip;q=0, br;q=0", "identity"),
    ("gzip;q=0", "identity"),
    ("*", "br"),
    ("*;q=0", "identity"),
    ("gzip, *;q=0", "gzip"),
    ("br;q=0, *", "gzip"),
    ("identity;q=0, gzip", "gzip"),
    ("identity;q=0", "identity"),
    ("identity;q=1, gzip;q=0.5", "identity"),
    ("identity, br;q=0.9", "identity"),
    ("identity;q=0, *", "br"),
    ("zstd", "identity"),
    ("zstd, sdch;q=0.9", "identity"),
    ("gzip;q=0.001", "gzip"),
    ("br;q=1.000", "br"),
    ("br;q=1.001, gzip;q=0.2", "gzip"),
    ("br;q=banana, gzip;q=0.2", "gzip"),
    ("br;q=nan, gzip;q=0.2", "gzip"),
    ("br;q=-1, gzip;q=0.2", "gzip"),
    ("br;q=, gzip;q=0.2", "gzip"),
    (",,;q=1,", "identity"),
]


@pytest.mark.parametrize(("header", "name"), CODINGS)
def test_the_best_coding_that_is_stored_and_accepted_is_chosen(header: str | None, name: str) -> None:
    assert coding(PAGE, header) == (name, name.encode())


@pytest.mark.parametrize(("header", "_name"), CODINGS)
def test_a_page_without_twins_goes_out_as_it_is(header: str | None, _name: str) -> None:
    assert coding(BARE, header) == ("identity", b"identity")


def test_the_second_best_is_taken_where_the_best_is_not_stored() -> None:
    assert coding(NO_BR, "br, gzip;q=0.5") == ("gzip", b"gzip")
    assert coding(NO_BR, "br, gzip;q=0") == ("identity", b"identity")


@given(st.text(st.sampled_from("gzipbridentity*;q=01., \t"), max_size=40))
def test_no_header_breaks_the_negotiation(header: str) -> None:
    name, body = coding(PAGE, header)
    assert body == name.encode()
    assert all(0 <= weight <= 1 and not math.isnan(weight) for weight in parse_weights(header).values())


def test_each_coding_has_an_entity_tag_of_its_own() -> None:
    tags = [etag(PAGE, name) for name in ("br", "gzip", "identity")]
    assert len(set(tags)) == 3
    assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)
    assert etag(msgspec.structs.replace(PAGE, digest="e" * 64), "br") != tags[0]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, False),
        ("", False),
        ('"a-br"', True),
        ('W/"a-br"', True),
        ('"x", "a-br" , "y"', True),
        ("*", True),
        ('"a-gzip"', False),
        ("a-br", False),
        ('"A-BR"', False),
    ],
)
def test_a_tag_that_the_reader_has_is_recognised(header: str | None, expected: bool) -> None:
    assert has_it(header, '"a-br"') is expected


SIZE = 100
RANGES: list[tuple[str | None, range | None]] = [
    (None, None),
    ("", None),
    ("bytes=0-9", range(10)),
    ("Bytes=0-9", range(10)),
    ("bytes=90-", range(90, 100)),
    ("bytes=-10", range(90, 100)),
    ("bytes=-1000", range(100)),
    ("bytes=0-0", range(1)),
    ("bytes=99-200", range(99, 100)),
    ("bytes=0-", range(100)),
    ("bytes=100-", range(100, 100)),
    ("bytes=500-600", range(100, 100)),
    ("bytes=-0", range(100, 100)),
    ("bytes=9-0", None),
    ("bytes=-", None),
    ("bytes=", None),
    ("bytes=0-1,5-6", None),
    ("items=0-9", None),
    ("bytes=a-b", None),
    ("bytes=٠-٩", None),
    ("bytes=0-" + "9" * 40, None),
]


@pytest.mark.parametrize(("header", "expected"), RANGES)
def test_a_single_range_is_cut_to_what_is_there_and_all_else_means_the_whole(
    header: str | None, expected: range | None
) -> None:
    found = byte_range(header, SIZE)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.start, found.stop) == (expected.start, expected.stop)


@given(st.integers(0, 50), st.integers(0, 60), st.integers(0, 60))
def test_a_range_never_leaves_the_file(size: int, first: int, last: int) -> None:
    for header in (f"bytes={first}-{last}", f"bytes={first}-", f"bytes=-{last}"):
        found = byte_range(header, size)
        assert found is None or 0 <= found.start <= found.stop <= size
