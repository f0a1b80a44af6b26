"""What no page may hold is taken out by ``line`` and refused by every value, wherever it stands."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.edition import codec
from dateline.edition.blocks import Embed, Heading, Paragraph, PictureBlock, Quote, Table
from dateline.edition.characters import balanced, line
from dateline.edition.inline import Run, parse, plain, text
from dateline.edition.picture import PictureText
from dateline.edition.values import Byline, DossierName, Entity, Front, Redirect, SectionName, Site
from tests.builders import an_edition, uid

REFUSED = ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f", "\ufeff", "\ufffe", "\uffff", "\n", "\t", "\r", "\u2028"]
CLEANED = [
    ("a\x00b\x1bc", "abc"),
    ("\ufeffNATO meets", "NATO meets"),
    ("one\r\ntwo\tthree \u2028 four", "one two three four"),
    ("two  spaces, no\u00a0break", "two  spaces, no\u00a0break"),
    ("می\u200cروند \u200fabc\u200e", "می\u200cروند \u200fabc\u200e"),
    ("\u202babc\u202c and \u2067def\u2069", "\u202babc\u202c and \u2067def\u2069"),
    ("\u202eabc", "abc"),
    ("abc\u202c", "abc"),
    ("\u202e\u2067abc\u202c\u2069", "abc"),
    (" \x07 ", ""),
]
BUILT: list[tuple[str, Any]] = [
    *[(name, lambda said, name=name: an_edition(**{name: said})) for name in ("headline", "kicker", "summary")],
    ("dateline", lambda said: an_edition(dateline=said)),
    ("sources", lambda said: an_edition(sources=("AFP", said))),
    ("caption", lambda said: PictureBlock(uid("x"), uid("y"), caption=said)),
    ("alt", lambda said: PictureText(alt=said)),
    ("speaker", lambda said: Quote(uid("x"), text("q"), said)),
    ("caption", lambda said: Table(uid("x"), (), said)),
    ("title", lambda said: Embed(uid("x"), "https://a.example/", "A", said)),
    ("name", Byline),
    ("name", lambda said: SectionName(said, "world")),
    ("summary", lambda said: DossierName("NATO", "nato", said)),
    ("names", lambda said: Entity(id=uid("x"), sort="place", names={"en": "Kyiv", "fr": said})),
    ("tagline", lambda said: Front(language="en", name="x", tagline=said)),
    ("name", lambda said: Site(name=said, base_url="https://news.example")),
]


@pytest.mark.parametrize(("given_", "expected"), CLEANED)
def test_a_line_keeps_its_words_and_loses_what_no_page_may_hold(given_: str, expected: str) -> None:
    assert line(given_) == expected


@given(st.text(st.characters(), max_size=40))
def test_whatever_was_pasted_every_value_takes_its_line(pasted: str) -> None:
    assert Byline(line(pasted)).name == line(line(pasted))


@given(st.text(st.sampled_from("ab \n\t\r\f\x00\x0b\u202a\u202c\u202e\u2067\u2069\ufeff\u2028<i>&"), max_size=30))
def test_whatever_was_pasted_running_text_takes_it_and_a_paragraph_turns_nothing(pasted: str) -> None:
    for runs in (text(pasted), parse(pasted)):
        assert balanced(plain(runs))
        assert an_edition(blocks=(Paragraph(uid("x"), runs),)).blocks[0].plain() == plain(runs)


@pytest.mark.parametrize(("field", "build"), BUILT)
@pytest.mark.parametrize("character", REFUSED)
def test_a_text_field_refuses_a_character_that_no_page_can_show_by_name(field: str, build: Any, character: str) -> None:
    with pytest.raises(ValueError, match=rf"^{field} holds U\+{ord(character):04X} "):
        build(f"a{character}b")


@pytest.mark.parametrize(("field", "build"), BUILT)
def test_a_text_field_refuses_a_mark_that_turns_what_follows(field: str, build: Any) -> None:
    build("a \u202bb\u202c c")
    with pytest.raises(ValueError, match=f"^{field} turns the direction"):
        build("a \u202eb")


@pytest.mark.parametrize("character", [each for each in REFUSED if each not in "\n\u2028"])
def test_running_text_refuses_them_too_but_keeps_line_breaks(character: str) -> None:
    assert Run("one\ntwo").text == "one\ntwo"
    with pytest.raises(ValueError, match="no page can show"):
        Run(f"a{character}b")


def test_a_direction_may_be_turned_in_one_run_and_back_in_the_next_but_not_left_open() -> None:
    runs = (Run("\u202bone "), Run("two\u202c", bold=True))
    assert an_edition(blocks=(Heading(uid("x"), runs),)).blocks[0].plain() == "\u202bone two\u202c"
    with pytest.raises(ValueError, match="turns the direction"):
        an_edition(blocks=(Heading(uid("x"), runs[:1]),))


def test_bytes_that_hold_such_a_text_are_no_value() -> None:
    payload = codec.encode(an_edition(headline="NATO meets")).replace(b"NATO meets", b"NATO\\u0007meets")
    with pytest.raises(msgspec.ValidationError, match=r"U\+0007"):
        codec.decode(payload)


PATHS = [
    "",
    "en/old",
    "//other.example/x",
    "/en?x=1",
    "/en#x",
    "/en/\x00",
    "/a\nb",
    "/\\other.example",
    "https://a.example/",
]


@pytest.mark.parametrize("path", PATHS)
def test_only_a_path_of_this_site_can_have_moved(path: str) -> None:
    with pytest.raises(ValueError, match="cannot have moved"):
        Redirect(path=path, target="/en/new")


@pytest.mark.parametrize(
    "target", ["", "en/new", "//other.example/x", "/\\x", "/a\r\nSet-Cookie: x", "https://a.example/"]
)
def test_readers_are_sent_on_within_this_site_only(target: str) -> None:
    with pytest.raises(ValueError, match="is not on this site"):
        Redirect(path="/en/old", target=target)


def test_an_old_address_in_any_script_moves_and_its_new_one_may_name_a_part() -> None:
    assert Redirect(path="/fa/خبر ۱", target="/fa/2009/03/06/nato?x=1#part").path == "/fa/خبر ۱"


@pytest.mark.parametrize(
    "address",
    [
        *("", "news.example", "ftp://news.example", "https://", "https://news.example/", "https://news.example/en"),
        *(
            "https://news.example?x",
            "https://a:b@news.example",
            "https://news.example:port",
            "https://a b",
            "https://:80",
        ),
    ],
)
def test_a_house_stands_at_scheme_and_host_alone(address: str) -> None:
    with pytest.raises(ValueError, match="house's address"):
        Site(name="x", base_url=address)


@pytest.mark.parametrize(
    "address", ["https://news.example", "http://127.0.0.1:8000", "http://[::1]:8000", "https://خبر.example"]
)
def test_a_house_may_stand_at_any_host_and_port(address: str) -> None:
    assert Site(name="x", base_url=address).base_url == address
