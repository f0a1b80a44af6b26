"""Translation memory: what was made of the same or nearly the same words, from published versions alone."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from dateline.edition.blocks import Paragraph
from dateline.edition.inline import Run, Text, plain
from dateline.edition.memory import NEARLY, Pair, offers, pairs
from dateline.edition.moment import Moment
from dateline.edition.values import Derivation, Edition, SourcePart
from dateline.edition.wording import part_digests

STORY = UUID("0a7a3f64-58a5-4f4c-9c0c-6f2d6d2f0a01")
A, B, C = (UUID(int=number) for number in (1, 2, 3))
FIRST = "The ministers met in Brussels on Thursday to talk about the war."
NEARLY_FIRST = "The ministers met in Brussels on Friday to talk about the war."


def edition(language: str, version: int = 1, *, headline: str = "", **said: str) -> Edition:
    """``said`` by the letter of the block."""
    ids = {"a": A, "b": B, "c": C}
    return Edition(
        story=STORY,
        language=language,
        version=version,
        slug="nato",
        headline=headline,
        first_published=Moment(datetime(2026, 3, 6, tzinfo=UTC)),
        blocks=tuple(Paragraph(ids[letter], (Run(words),)) for letter, words in said.items()),
    )


def made_of(own: Edition, source: Edition, *couples: tuple[UUID, UUID]) -> Edition:
    digests = part_digests(source)
    parts = tuple(SourcePart(str(part), str(each), digests[str(each)]) for part, each in couples)
    derived = Derivation(language=source.language, version=source.version, parts=parts)
    return Edition(
        **{name: getattr(own, name) for name in own.__struct_fields__ if name != "derived_from"}, derived_from=derived
    )


def said(found: list[Pair]) -> list[tuple[str, str]]:
    return [(plain(each.source), plain(each.target)) for each in found]


def text(words: str) -> Text:
    return (Run(words),)


def pair(source: str, target: str) -> Pair:
    return Pair(text(source), text(target), STORY, 1)


def test_a_block_is_remembered_with_the_wording_that_it_was_made_from() -> None:
    old, new = edition("en", 1, a=FIRST), edition("en", 2, a="Something else now.")
    own = made_of(edition("fr", a="Les ministres."), old, (A, A))
    assert said(list(pairs([old, new], [own]))) == [(FIRST, "Les ministres.")]


def test_what_was_erased_from_the_record_is_remembered_nowhere() -> None:
    old, new = edition("en", 1, a=FIRST), edition("en", 2, a="Something else now.")
    own = made_of(edition("fr", a="Les ministres."), old, (A, A))
    assert list(pairs([new], [own])) == []


def test_blocks_that_were_split_joined_or_left_as_they_were_teach_nothing() -> None:
    source = edition("en", a=FIRST, b="Second.", c="Reuters")
    own = edition("fr", a="Un.", b="Deux.", c="Reuters")
    assert list(pairs([source], [made_of(own, source, (A, A), (B, A))])) == []
    assert list(pairs([source], [made_of(own, source, (A, A), (A, B))])) == []
    assert list(pairs([source], [made_of(own, source, (C, C))])) == []


def test_the_newest_translation_comes_first() -> None:
    source = edition("en", a=FIRST)
    versions = [made_of(edition("fr", number, a=f"Version {number}."), source, (A, A)) for number in (1, 2)]
    assert [target for _, target in said(list(pairs([source], versions)))] == ["Version 2.", "Version 1."]


def test_the_same_words_are_offered_as_they_are() -> None:
    (offer,) = offers(text(FIRST), [pair(FIRST, "Les ministres.")], "en")
    assert offer.exact


def test_a_changed_link_is_not_the_same() -> None:
    before = Pair((Run(FIRST, href="https://a.example/"),), text("Les ministres."), STORY, 1)
    (offer,) = offers((Run(FIRST, href="https://b.example/"),), [before], "en")
    assert not offer.exact


def test_nearly_the_same_words_are_offered_the_likest_first() -> None:
    kept = [
        pair(NEARLY_FIRST.replace("war", "peace"), "Un."),
        pair(NEARLY_FIRST, "Deux."),
        pair("Other words.", "Trois."),
    ]
    found = offers(text(FIRST), kept, "en")
    assert [plain(each.pair.target) for each in found] == ["Deux.", "Un."]
    assert all(NEARLY <= each.likeness < 1 for each in found)


def test_few_words_are_offered_only_where_they_are_the_same() -> None:
    assert offers(text("He said so."), [pair("She said so.", "Elle.")], "en") == ()
    assert len(offers(text("He said so."), [pair("He said so.", "Il.")], "en")) == 1


def test_scripts_without_spaces_are_compared_by_words_too() -> None:
    before, now = "部长们周四在布鲁塞尔开会讨论战争。", "部长们周五在布鲁塞尔开会讨论战争。"
    (offer,) = offers(text(now), [pair(before, "Les ministres.")], "zh-Hans")
    assert not offer.exact


def test_one_wording_is_offered_once_and_three_at_most() -> None:
    kept = [pair(FIRST, f"Version {number}.") for number in range(5)] + [pair(FIRST, "Version 0.")]
    assert len({plain(each.pair.target) for each in offers(text(FIRST), kept, "en")}) == 3
