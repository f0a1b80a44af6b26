"""One correction, all languages: which editions still have to follow it, through chains, and which never had to."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.edition.behind import standing
from dateline.edition.following import heard, read_again, settled
from dateline.edition.tasks import Live, corrections, tasks
from dateline.edition.values import Derivation, Dismissal, Edition, SourcePart
from dateline.edition.wording import notice, part_digests
from tests.builders import uid
from tests.rooms.edition.test_behind import MORNING, first, next_version, reworded

TWO = str(uid("two"))


def made(source: Edition, language: str) -> Edition:
    """A translation of every part of a source, as of its newest version."""
    parts = tuple(SourcePart(name, name, digest) for name, digest in part_digests(source).items())
    derived = Derivation(language=source.language, version=source.version, parts=parts)
    return replace(source, language=language, version=1, changes=(), derived_from=derived)


def caught_up(own: Edition, source: list[Edition], words: str = "They agreed on more.") -> Edition:
    """The next version of an edition that follows everything its source says and tells its own readers so."""
    newest = source[-1]
    assert own.derived_from is not None
    derived = read_again(own.derived_from, TWO, part_digests(newest)[TWO], [TWO])
    for change in newest.changes:
        derived = heard(derived, change)
    draft = reworded(replace(own, derived_from=derived), "two", words, "correction", note="Put right.")
    return replace(draft, derived_from=settled(derived, standing([draft], source)))


def alive(*chains: list[Edition], dismissed: tuple[Dismissal, ...] = ()) -> Live:
    """The live editions with their standings."""
    versions = {chain[-1].language: chain for chain in chains}
    found = {}
    for language, chain in versions.items():
        derived = chain[-1].derived_from
        source = versions.get(derived.language, []) if derived else []
        mine = [each for each in dismissed if each.language == language]
        found[language] = standing(chain, source, mine)
    return Live(versions, found)


def english() -> list[Edition]:
    source = first()
    return [source, reworded(source, "two", "They agreed on more.", "correction", note="The minutes say more.")]


def seen(live: Live, english: list[Edition]) -> dict[str, str]:
    (change,) = corrections(english[-1])
    return {each.language: each.state for each in tasks("en", change, live)}


def test_a_correction_is_open_in_every_edition_made_before_it_with_the_parts_concerned() -> None:
    source = english()
    live = alive(source, [made(source[0], "fa")], [made(source[0], "fr")])
    (change,) = corrections(source[-1])
    persian, french = tasks("en", change, live)
    assert (persian.language, persian.state, french.language, french.state) == ("fa", "open", "fr", "open")
    assert {each.source for each in persian.moved} == {TWO, "change/2"}


def test_an_edition_that_followed_is_done_and_one_made_afterwards_never_counts() -> None:
    source = english()
    persian = made(source[0], "fa")
    live = alive(source, [persian, caught_up(persian, source)], [made(source[-1], "fr")])
    assert seen(live, source) == {"fa": "done"}


def test_an_update_before_it_does_not_keep_a_task_open() -> None:
    source = [first()]
    source.append(reworded(source[-1], "one", "Ministers met again.", "update"))
    source.append(reworded(source[-1], "two", "They agreed on more.", "correction", note="The minutes say more."))
    persian = made(source[0], "fa")
    assert persian.derived_from is not None
    derived = read_again(persian.derived_from, TWO, part_digests(source[-1])[TWO], [TWO])
    told = next_version(persian, "correction", note="Put right.", derived_from=heard(derived, source[-1].changes[-1]))
    live = alive(source, [persian, told])
    assert live.standings["fa"].kind == "update"
    assert seen(live, source) == {"fa": "done"}


def test_a_later_change_of_the_same_words_leaves_the_task_open() -> None:
    source = english()
    source.append(reworded(source[-1], "two", "They agreed on everything.", "update"))
    assert seen(alive(source, [made(source[0], "fa")]), source) == {"fa": "open"}


def test_an_update_of_the_same_words_does_not_ask_again_for_what_was_followed() -> None:
    source = english()
    persian = [made(source[0], "fa")]
    persian.append(caught_up(persian[0], source))
    source.append(
        next_version(source[-1], "update", blocks=reworded(source[-1], "two", "They agreed on everything.").blocks)
    )
    corrected = replace(source[-1].changes[0], parts=(TWO,))
    live = alive(source, persian)
    assert live.standings["fa"].kind == "update"
    assert [each.state for each in tasks("en", corrected, live)] == ["done"]


def test_what_is_made_from_an_edition_waits_until_that_one_has_followed() -> None:
    source = english()
    arabic = [made(source[0], "ar")]
    persian = [made(arabic[0], "fa")]
    assert seen(alive(source, arabic, persian), source) == {"ar": "open", "fa": "waiting"}
    arabic.append(caught_up(arabic[0], source))
    assert seen(alive(source, arabic, persian), source) == {"ar": "done", "fa": "open"}
    persian.append(caught_up(persian[0], arabic))
    assert seen(alive(source, arabic, persian), source) == {"ar": "done", "fa": "done"}


def test_what_does_not_apply_is_done_and_asks_nothing_of_what_is_made_from_it() -> None:
    source = english()
    (change,) = corrections(source[-1])
    arabic = [made(source[0], "ar")]
    open_ = {TWO: part_digests(source[-1])[TWO], notice(change)[0]: notice(change)[1]}
    said = tuple(
        Dismissal(
            story=source[0].story,
            language="ar",
            source="en",
            part=part,
            digest=digest,
            reason="Never said so.",
            instant=MORNING,
        )
        for part, digest in open_.items()
    )
    live = alive(source, arabic, [made(arabic[0], "fa")], dismissed=said)
    assert seen(live, source) == {"ar": "done"}


def test_typos_and_updates_set_no_tasks() -> None:
    source = first()
    later = reworded(reworded(source, "one", "Ministers met .", "typo"), "two", "They did.", "update")
    assert corrections(later) == ()


def test_a_correction_opens_a_task_in_an_adaptation_too_with_the_parts_that_it_wrote_anew() -> None:
    source = english()
    persian = made(source[0], "fa")
    assert persian.derived_from is not None
    derived = replace(persian.derived_from, kind="adaptation")
    adapted = replace(persian, derived_from=derived, blocks=(replace(persian.blocks[0], id=uid("own")),))
    live = alive(source, [adapted], [made(adapted, "ur")])
    (change,) = corrections(source[-1])
    (task, waiting) = tasks("en", change, live)
    assert (task.language, task.state) == ("fa", "open")
    assert {each.source for each in task.moved} == {TWO, "change/2"}
    assert (waiting.language, waiting.state) == ("ur", "waiting")
