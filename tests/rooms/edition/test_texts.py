"""The texts of an edition one by one, and running text as nested marks, taken apart and put together again."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given

from dateline.edition.blocks import Audio, Block, Heading, List, PictureBlock, Quote, Table
from dateline.edition.inline import Run, Text, plain
from dateline.edition.marks import Mark, flat, joined, lost, nested
from dateline.edition.texts import block_texts, texts, with_texts
from dateline.edition.values import Edition
from tests.rooms.edition.strategies import FIXED, blocks, editions, running

LINK = "https://example.org/"


@given(running)
def test_marks_nest_and_come_flat_again(text: Text) -> None:
    assert flat(nested(text)) == joined(text)


def test_a_mark_is_as_long_as_it_can_be() -> None:
    text = (Run("a", bold=True), Run("b", bold=True, italic=True), Run("c", href=LINK))
    assert nested(text) == (
        Mark("bold", "", ("a", Mark("italic", "", ("b",)))),
        Mark("link", LINK, ("c",)),
    )


def test_what_a_translation_lacks_is_named_by_link_and_language() -> None:
    before = (Run("a", href=LINK), Run("b", bold=True), Run("c", language="ja"))
    assert lost(before, (Run("x", bold=True),)) == [("language", "ja"), ("link", LINK)]
    assert lost(before, before) == []


@given(blocks)
def test_a_block_with_its_own_texts_is_itself(block: Block) -> None:
    assert with_texts(block, block_texts(block)) == block


@given(editions)
def test_every_text_has_a_name_of_its_own_and_says_something(edition: Edition) -> None:
    found = texts(edition)
    names = [each.name for each in found if each.part in {str(block.id) for block in edition.blocks}]
    assert len(names) == len(set(names)) or len({block.id for block in edition.blocks}) < len(edition.blocks)
    assert all(plain(each.text).strip() for each in found)


def test_texts_go_to_their_places() -> None:
    said = {"text": (Run("کوتاه", bold=True),), "speaker": (Run("A\nB"),)}
    quote = Quote(FIXED, (Run("Short"),), "Someone", "Minister")
    assert with_texts(quote, said) == Quote(FIXED, (Run("کوتاه", bold=True),), "A B", "Minister")
    listed = List(FIXED, ((Run("one"),), (Run("two"),)))
    assert with_texts(listed, {"item-2": (Run("دو"),)}) == List(FIXED, ((Run("one"),), (Run("دو"),)))
    table = Table(FIXED, (((Run("a"),), (Run("b"),)),), "Caption")
    changed = with_texts(table, {"row-1-cell-2": (Run("ب"),), "caption": (Run("شرح"),)})
    assert changed == Table(FIXED, (((Run("a"),), (Run("ب"),)),), "شرح")
    heard = Audio(FIXED, UUID(int=1), title="Short", transcript=((Run("one"),), (Run("two"),)))
    changed = with_texts(heard, {"title": (Run("کوتاه"),), "transcript-2": (Run("دو"),)})
    assert changed == Audio(FIXED, UUID(int=1), title="کوتاه", transcript=((Run("one"),), (Run("دو"),)))
    picture = PictureBlock(FIXED, UUID(int=1), "Caption", "Alt")
    assert with_texts(picture, {"alt": (Run("توضیح"),)}) == PictureBlock(FIXED, UUID(int=1), "Caption", "توضیح")
    assert with_texts(Heading(FIXED, (Run("h"),), 3), {"text": (Run("س"),)}) == Heading(FIXED, (Run("س"),), 3)
