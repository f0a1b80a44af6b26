"""The codec: values to canonical bytes and back, the published schema, and payloads from a later version."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dateline.edition.blocks import PictureBlock
from dateline.edition.codec import decode, digest, encode, schema
from dateline.edition.inline import text
from dateline.edition.moment import Moment
from dateline.edition.values import Change, Edition, Section, SectionName, Value, key_of
from dateline.edition.wording import part_digests
from tests.builders import a_section, an_edition, uid
from tests.rooms.edition.strategies import VALUES, values


@cache
def validator() -> Draft202012Validator:
    """Checks a payload against the published schema."""
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(payload: Any) -> list[str]:
    return [error.message for error in validator().iter_errors(payload)]


def test_every_type_of_value_is_drawn_by_these_tests() -> None:
    assert set(VALUES) == set(Value.__args__)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_each_type_of_value_comes_back_from_its_bytes(kind: type[Value]) -> None:
    @settings(max_examples=40, deadline=None)
    @given(VALUES[kind])
    def round_trip(value: Value) -> None:
        payload = encode(value)
        again = decode(payload)
        assert type(again) is kind
        assert again == value
        assert encode(again) == payload
        assert key_of(again) == key_of(value)

    round_trip()


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_each_type_of_value_fulfils_the_published_schema(kind: type[Value]) -> None:
    @settings(max_examples=25, deadline=None)
    @given(VALUES[kind])
    def fulfils(value: Value) -> None:
        assert faults(json.loads(encode(value))) == []

    fulfils()


@given(values)
def test_payloads_are_json_without_white_space_between_members(value: Value) -> None:
    payload = encode(value)
    found = json.loads(payload)
    assert b"\n" not in payload
    assert json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode() == payload


def test_equal_values_give_equal_bytes_in_whatever_order_their_names_came() -> None:
    names = {tag: SectionName(f"World {tag}", "world") for tag in ("en", "fa", "ar", "zh-Hans")}
    one = Section(id=uid("world"), names=names)
    other = Section(id=uid("world"), names=dict(reversed(names.items())))
    assert one == other
    assert encode(one) == encode(other)
    assert digest(one) == digest(other)
    assert list(json.loads(encode(one))["names"]) == sorted(names)


def test_equal_instants_of_two_zones_are_equal_bytes() -> None:
    instant = datetime(2009, 3, 6, 8, 22, tzinfo=UTC)
    one = Change(kind="update", version=2, instant=instant)
    other = Change(kind="update", version=2, instant=instant.astimezone(timezone(timedelta(hours=9))))
    assert one == other
    assert encode(one) == encode(other)


def test_a_change_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="a change's instant must say its zone"):
        Change(kind="update", version=2, instant=datetime(2009, 3, 6))  # noqa: DTZ001 - the lack of a zone is the point
    payload = encode(an_edition(changes=(Change(kind="update", version=2, instant=datetime(2009, 3, 6, tzinfo=UTC)),)))
    with pytest.raises(msgspec.ValidationError, match="must say its zone"):
        decode(payload.replace(b"2009-03-06T00:00:00Z", b"2009-03-06T00:00:00"))


@given(values, values)
def test_values_have_one_digest_exactly_if_they_are_equal(one: Value, other: Value) -> None:
    assert (digest(one) == digest(other)) == (one == other and type(one) is type(other))


def with_extras(found: Any) -> Any:
    """The same JSON with a member in every object that no version of ours knows."""
    if isinstance(found, list):
        return [with_extras(each) for each in found]
    if not isinstance(found, dict):
        return found
    return {name: with_extras(each) for name, each in found.items()} | {"later": {"x": [1, None]}}


@settings(max_examples=50, deadline=None)
@given(st.one_of(VALUES[Edition], VALUES[Section]))
def test_members_that_a_later_version_added_are_passed_over(value: Value) -> None:
    found = json.loads(encode(value))
    if isinstance(value, Section):
        later = found | {"later": 1, "names": {tag: name | {"later": []} for tag, name in found["names"].items()}}
    else:
        later = with_extras(found)
    assert decode(json.dumps(later).encode()) == value
    assert faults(later) == []


def test_members_with_defaults_may_be_missing_from_an_older_payload() -> None:
    edition = an_edition()
    found = json.loads(encode(edition))
    needed = {"type", "story", "language", "version", "slug", "headline", "first_published"}
    old = {name: each for name, each in found.items() if name in needed}
    again = decode(json.dumps(old).encode())
    assert again == an_edition(summary="", blocks=())


def changed(**members: Any) -> bytes:
    return json.dumps(json.loads(encode(an_edition())) | members).encode()


BROKEN = {
    "no JSON": b"{",
    "no object": b"[]",
    "an unknown type": changed(type="newsletter"),
    "a number for a headline": changed(headline=5),
    "a moment as a number": changed(first_published=20090306),
    "a moment of another shape": changed(first_published="6 March 2009"),
    "a day of the week": changed(first_published="2009-W10-5"),
    "a story that is no UUID": changed(story="clinton"),
    "an unknown block": changed(blocks=[{"kind": "carousel", "id": str(uid("x"))}]),
    "a heading of level 1": changed(blocks=[{"kind": "heading", "id": str(uid("x")), "text": [], "level": 1}]),
    "an unsafe link": changed(
        blocks=[{"kind": "paragraph", "id": str(uid("x")), "text": [{"text": "x", "href": "javascript:x"}]}]
    ),
    "an unknown kind of change": changed(changes=[{"kind": "oops", "version": 1, "instant": "2009-03-06T08:22:00Z"}]),
}


@pytest.mark.parametrize("case", BROKEN)
def test_bytes_that_are_no_value_are_refused(case: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(BROKEN[case])


@pytest.mark.parametrize("case", [each for each in BROKEN if each not in {"no JSON", "no object", "an unsafe link"}])
def test_the_schema_refuses_what_the_codec_refuses(case: str) -> None:
    assert faults(json.loads(BROKEN[case]))


def test_the_schema_says_how_a_moment_is_written() -> None:
    good = [str(Moment.parse(each)) for each in ("2009-03-06", "2009-03-06T08:22:00Z", "0999-01-01T00:00:00Z")]
    assert [faults(json.loads(changed(first_published=each))) for each in good] == [[], [], []]
    assert faults(json.loads(changed(first_published="2009-03-06T08:22:00+01:00")))


def test_the_schema_names_its_dialect() -> None:
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_what_has_no_json_form_is_refused_in_words() -> None:
    with pytest.raises(NotImplementedError, match="object has no JSON form"):
        encode(object())


def test_the_parts_of_an_edition_are_its_texts_its_lead_and_every_block_by_id() -> None:
    edition = an_edition(lead=PictureBlock(uid("lead"), uid("brussels"), caption="A hall"))
    parts = part_digests(edition)
    assert set(parts) == {
        "kicker",
        "headline",
        "summary",
        "dateline",
        "lead",
        *(str(each.id) for each in edition.blocks),
    }
    first = edition.blocks[0]
    edited = msgspec.structs.replace(first, text=text("Other words."))
    other = part_digests(msgspec.structs.replace(edition, blocks=(edited, *edition.blocks[1:])))
    assert {name for name in parts if parts[name] != other[name]} == {str(first.id)}
    assert "lead" not in part_digests(an_edition())


def test_the_builders_make_values_that_the_schema_takes() -> None:
    assert faults(json.loads(encode(a_section()))) == []
