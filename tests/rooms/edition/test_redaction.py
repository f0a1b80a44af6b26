"""Taking words, parts and pictures out of an edition: nothing of them is left, and nothing else is touched."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.edition.blocks import (
    Audio,
    Embed,
    Heading,
    List,
    Paragraph,
    PictureBlock,
    Quote,
    Table,
)
from dateline.edition.codec import encode
from dateline.edition.inline import Run, plain, text
from dateline.edition.redaction import Cut, moves, redacted, redacted_blocks
from dateline.edition.values import Byline, Change, Derivation, SourcePart
from dateline.edition.wording import part_digests
from tests.builders import START, an_edition, uid
from tests.rooms.edition.strategies import editions

NAME = Cut(words=("Vera Volkova",), instead="[…]")
BARE = Cut(words=("Vera Volkova",))
SLOT = UUID(int=7)


def cut(*runs: Run, by: Cut = NAME) -> str:
    found = redacted_blocks([Paragraph(SLOT, runs)], by)
    return plain(found[0].text) if found else "gone"


def test_words_go_across_emphasis_links_and_lines_and_in_any_case() -> None:
    said = (Run("So "), Run("VERA", bold=True), Run("\nvolkova", href="https://news.example"), Run(" said."))
    assert cut(*said) == "So […] said."


def test_marks_of_the_rest_stay() -> None:
    found = redacted_blocks([Paragraph(SLOT, (Run("Vera Volkova, ", italic=True), Run("here", bold=True)))], NAME)
    assert found[0].text == (Run("[…], ", italic=True), Run("here", bold=True))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Vera Volkova said.", "said."),
        ("So Vera Volkova said.", "So said."),
        ("So said Vera Volkova", "So said"),
        ("Vera Volkova and Vera Volkova", "and"),
        ("Vera Volkova", "gone"),
        ("Vera VoVera Volkovalkova too", "too"),
    ],
)
def test_without_words_in_their_place_no_double_space_is_left_and_an_empty_paragraph_goes(
    before: str, after: str
) -> None:
    assert cut(*text(before), by=BARE) == after


def test_every_kind_of_block_loses_them() -> None:
    said = text("It was Vera Volkova.")
    blocks = (
        Heading(uid("1"), said, 2),
        Quote(uid("2"), said, speaker="Vera Volkova", role="of Vera Volkova"),
        List(uid("3"), (said, text("Vera Volkova"))),
        Table(uid("4"), ((said, text("Other")),), caption="Vera Volkova"),
        Audio(uid("5"), uid("sound"), title="Vera Volkova speaks", transcript=(said,)),
        PictureBlock(uid("6"), uid("picture"), caption="Vera Volkova, left", alt="Vera Volkova"),
        Embed(uid("7"), "https://video.example/1", "VideoHouse", title="Vera Volkova"),
    )
    left = redacted_blocks(blocks, BARE)
    assert [type(each) for each in left] == [type(each) for each in blocks]
    assert b"Volkova" not in encode(left)
    assert [plain(item) for item in left[2].items] == ["It was."]


def test_a_card_whose_address_holds_the_words_goes_and_a_link_that_does_is_plain() -> None:
    by = Cut(words=("vera-volkova",))
    assert redacted_blocks([Embed(SLOT, "https://x.example/vera-volkova", "X")], by) == ()
    found = redacted_blocks([Paragraph(SLOT, (Run("There", href="https://x.example/vera-volkova"),))], by)
    assert found[0].text == (Run("There"),)


def test_fields_bylines_sources_and_notes_lose_them_and_a_headline_is_never_empty() -> None:
    edition = msgspec.structs.replace(
        an_edition("story"),
        headline="Vera Volkova",
        summary="By Vera Volkova",
        bylines=(Byline("Vera Volkova"), Byline("Ana Diaz")),
        sources=("Vera Volkova", "AFP"),
        changes=(Change(kind="correction", version=2, instant=START, note="Not Vera Volkova"),),
    )
    left = redacted(edition, BARE)
    assert (left.headline, left.summary, left.sources) == ("…", "By", ("AFP",))
    assert (left.bylines, left.changes[0].note) == ((Byline("Ana Diaz"),), "Not")


def test_a_picture_goes_wherever_it_stands() -> None:
    edition = msgspec.structs.replace(
        an_edition("story"),
        lead=PictureBlock(uid("lead"), uid("picture")),
        blocks=(PictureBlock(uid("one"), uid("picture")), PictureBlock(uid("two"), uid("other"))),
    )
    left = redacted(edition, Cut(pictures=frozenset({uid("picture")})))
    assert (left.lead, left.blocks) == (None, edition.blocks[1:])


def test_what_holds_nothing_of_it_is_the_very_same() -> None:
    edition = an_edition("story")
    assert redacted(edition, Cut(words=("nowhere to be found",))) is edition
    assert redacted(edition, Cut()) is edition


def test_an_edition_made_from_a_redacted_one_has_read_what_is_left() -> None:
    source = msgspec.structs.replace(an_edition("story"), blocks=(Paragraph(uid("p"), text("Vera Volkova said.")),))
    left = redacted(source, NAME)
    parts = (SourcePart(str(uid("p")), str(uid("p")), part_digests(source)[str(uid("p"))]),)
    derived = msgspec.structs.replace(
        an_edition("story", "fa"),
        blocks=(Paragraph(uid("p"), text("Vera Volkova گفت")),),
        derived_from=Derivation(language="en", version=1, parts=parts),
    )
    after = redacted(derived, NAME, moves(source, left)).derived_from
    assert after is not None
    assert after.parts[0].digest == part_digests(left)[str(uid("p"))]


@given(editions, st.data())
def test_nothing_of_the_words_is_left_in_any_edition_and_a_second_time_finds_nothing(edition: Any, data: Any) -> None:
    said = [edition.headline, edition.summary, *(block.plain() for block in edition.blocks)]
    # A comma may be the one that a plain text joins two fields with: it stands in neither.
    split = (token.strip(",") for each in said for token in each.split())
    tokens = sorted({token for token in split if len(token) > 1}) or ["nothing"]
    by = Cut(words=(data.draw(st.sampled_from(tokens)),))
    left = redacted(edition, by)
    assert redacted(left, by) is left
    again = [left.headline, left.kicker, left.summary, left.dateline, *(block.plain() for block in left.blocks)]
    assert not [each for each in again if by.found_in(each)]
