"""Behind: whether an edition follows its source is decided by words, part by part; a typo or bold raises nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from dateline.edition.behind import Standing, standing
from dateline.edition.blocks import Paragraph
from dateline.edition.following import read_again, worked_in
from dateline.edition.inline import Run, text
from dateline.edition.values import Change, Derivation, Dismissal, Edition, PublishKind, SourcePart
from dateline.edition.wording import notice, part_digests
from tests.builders import an_edition, uid

MORNING = datetime(2009, 3, 6, 7, 10, tzinfo=UTC)


def block(name: str, words: str) -> Paragraph:
    return Paragraph(uid(name), text(words))


def first(*blocks: Paragraph, **fields: Any) -> Edition:
    return an_edition(blocks=blocks or (block("one", "Ministers met."), block("two", "They agreed.")), **fields)


def next_version(edition: Edition, kind: PublishKind, *, note: str = "", **changed: Any) -> Edition:
    version = edition.version + 1
    change = Change(kind=kind, version=version, instant=MORNING + timedelta(hours=version), note=note)
    return msgspec.structs.replace(edition, version=version, changes=(*edition.changes, change), **changed)


def reworded(edition: Edition, name: str, words: str, kind: PublishKind = "update", note: str = "") -> Edition:
    blocks = tuple(block(name, words) if each.id == uid(name) else each for each in edition.blocks)
    return next_version(edition, kind, note=note, blocks=blocks)


def made_from(source: Edition, **fields: Any) -> Edition:
    parts = tuple(SourcePart(name, name, digest) for name, digest in part_digests(source).items())
    derived = Derivation(language=source.language, version=source.version, parts=parts)
    return msgspec.structs.replace(source, language="fa", version=1, changes=(), derived_from=derived, **fields)


def seen(found: Standing) -> list[tuple[str, str, str]]:
    return [(each.source, each.how, each.kind) for each in found.moved]


def test_an_edition_made_from_none_is_an_original() -> None:
    assert standing([first()], []).state == "original"


def test_an_edition_is_current_while_its_source_says_what_it_said() -> None:
    source = first()
    found = standing([made_from(source)], [source])
    assert (found.state, found.source, found.read, found.now) == ("current", "en", 1, 1)


def test_a_changed_block_is_named_with_the_kind_version_and_time_of_its_change() -> None:
    source = first()
    later = reworded(source, "two", "They agreed to meet again.")
    found = standing([made_from(source)], [source, later])
    assert found.state == "behind"
    assert found.kind == "update"
    (moved,) = found.moved
    assert (moved.source, moved.parts, moved.how) == (str(uid("two")), (str(uid("two")),), "changed")
    assert (moved.version, moved.since) == (2, MORNING + timedelta(hours=2))
    assert found.alarming


@pytest.mark.parametrize("kind", ["update", "clarification", "correction", "retraction", "typo"])
def test_the_kind_is_that_of_the_version_that_moved_the_block(kind: PublishKind) -> None:
    source = first()
    later = reworded(source, "one", "Ministers had met.", kind, note="As the minutes say.")
    assert standing([made_from(source)], [source, later]).kind == kind


def test_a_typo_raises_no_alarm() -> None:
    source = first()
    found = standing([made_from(source)], [source, reworded(source, "one", "Ministers met .", "typo")])
    assert found.kind == "typo"
    assert not found.alarming


def test_emphasis_order_and_white_space_raise_nothing() -> None:
    source = first()
    bold = Paragraph(uid("one"), (Run("Ministers "), Run("met.", bold=True)))
    later = next_version(source, "update", blocks=(block("two", "They  agreed."), bold))
    assert standing([made_from(source)], [source, later]).state == "current"


def test_a_changed_address_of_a_link_is_a_change() -> None:
    old = first(Paragraph(uid("one"), (Run("Minutes", href="/a"),)))
    later = next_version(old, "update", blocks=(Paragraph(uid("one"), (Run("Minutes", href="/b"),)),))
    assert standing([made_from(old)], [old, later]).state == "behind"


def test_what_is_changed_and_changed_back_raises_nothing() -> None:
    source = first()
    later = reworded(source, "one", "Nobody met.")
    again = reworded(later, "one", "Ministers met.")
    assert standing([made_from(source)], [source, later, again]).state == "current"


def test_a_typo_on_top_of_the_update_that_was_read_is_a_typo() -> None:
    source = first()
    update = reworded(source, "one", "Ministers met on Friday.")
    typo = reworded(update, "one", "Ministers met on Friday .", "typo")
    assert standing([made_from(update)], [source, update, typo]).kind == "typo"
    assert standing([made_from(source)], [source, update, typo]).kind == "update"


def test_a_paragraph_cut_out_and_put_back_under_a_new_id_is_no_news() -> None:
    source = first()
    later = next_version(source, "update", blocks=(source.blocks[0], block("new", "They agreed.")))
    assert standing([made_from(source)], [source, later]).state == "current"


def test_a_new_block_and_a_removed_one_are_named() -> None:
    source = first()
    later = next_version(source, "update", blocks=(source.blocks[0], block("new", "More is to come.")))
    found = standing([made_from(source)], [source, later])
    assert sorted(seen(found)) == sorted([(str(uid("two")), "removed", "update"), (str(uid("new")), "added", "update")])


def test_a_removed_block_that_the_edition_dropped_too_raises_nothing() -> None:
    source = first()
    later = next_version(source, "update", blocks=source.blocks[:1])
    own = made_from(source)
    assert standing([msgspec.structs.replace(own, blocks=own.blocks[:1])], [source, later]).state == "current"


def test_a_block_dropped_on_purpose_stays_dropped_when_it_changes() -> None:
    source = first()
    own = made_from(source)
    dropped = msgspec.structs.replace(own, blocks=own.blocks[:1])
    assert standing([dropped], [source, reworded(source, "two", "They did not agree.")]).state == "current"


def test_a_block_made_from_two_is_late_when_either_changes() -> None:
    source = first()
    own = made_from(source)
    assert own.derived_from
    parts = tuple(
        msgspec.structs.replace(each, part=str(uid("one"))) if each.part == str(uid("two")) else each
        for each in own.derived_from.parts
    )
    derived = msgspec.structs.replace(own.derived_from, parts=parts)
    merged = msgspec.structs.replace(own, blocks=own.blocks[:1], derived_from=derived)
    (moved,) = standing([merged], [source, reworded(source, "two", "They parted.")]).moved
    assert moved.parts == (str(uid("one")),)


def test_a_correction_reaches_the_edition_even_where_it_touched_no_part() -> None:
    source = first()
    later = next_version(source, "correction", note="The picture showed another hall.")
    found = standing([made_from(source)], [source, later])
    assert seen(found) == [("change/2", "told", "correction")]
    assert found.alarming


def test_a_correction_is_heard_when_the_edition_says_so() -> None:
    source = first()
    later = next_version(source, "correction", note="The picture showed another hall.")
    name, digest = notice(later.changes[-1])
    own = made_from(source)
    assert own.derived_from
    heard = msgspec.structs.replace(own.derived_from, parts=(*own.derived_from.parts, SourcePart("", name, digest)))
    assert standing([msgspec.structs.replace(own, derived_from=heard)], [source, later]).state == "current"


def test_a_dismissed_change_stays_dismissed_until_the_block_changes_again() -> None:
    source = first()
    later = reworded(source, "one", "Ministers met in hall two.")
    own = made_from(source)
    dismissed = Dismissal(
        story=own.story,
        language="fa",
        source="en",
        part=str(uid("one")),
        digest=part_digests(later)[str(uid("one"))],
        reason="The hall is not named here.",
        instant=MORNING,
    )
    assert standing([own], [source, later], [dismissed]).state == "current"
    again = reworded(later, "one", "Ministers met in hall three.")
    assert standing([own], [source, later, again], [dismissed]).state == "behind"
    elsewhere = msgspec.structs.replace(dismissed, source="fr")
    assert standing([own], [source, later], [elsewhere]).state == "behind"


def test_a_dismissal_gives_its_reason() -> None:
    with pytest.raises(ValueError, match="say why"):
        Dismissal(story=uid("s"), language="fa", source="en", part="lead", digest="", reason=" ", instant=MORNING)


def test_a_source_that_is_withdrawn_alarms_nobody_and_is_said() -> None:
    source = first()
    found = standing([made_from(source)], [source, reworded(source, "one", "Other.")], gone=True)
    assert (found.state, found.source_gone) == ("current", True)
    assert standing([made_from(source)], []).source_gone


def test_an_edition_with_a_block_of_its_own_is_ahead() -> None:
    source = first()
    own = made_from(source)
    more = msgspec.structs.replace(own, blocks=(*own.blocks, block("own", "Tehran answered.")))
    assert standing([more], [source]).state == "ahead"
    behind = standing([more], [source, reworded(source, "one", "Other.")])
    assert (behind.state, behind.own_news) == ("behind", True)


def test_an_edition_updated_of_its_own_accord_is_ahead() -> None:
    source = first()
    own = made_from(source)
    change = Change(kind="update", version=2, instant=MORNING, parts=(str(uid("one")),))
    later = msgspec.structs.replace(own, version=2, changes=(change,))
    assert standing([own, later], [source]).state == "ahead"


def test_versions_that_were_erased_hide_no_change() -> None:
    source = first()
    update = reworded(source, "one", "Ministers met on Friday.", "correction", "It was Friday.")
    later = reworded(update, "two", "They agreed at last.", "typo")
    found = standing([made_from(source)], [later])
    assert {each.source for each in found.moved} == {"change/2", str(uid("one")), str(uid("two"))}


def adapted(source: Edition, *blocks: Paragraph) -> Edition:
    """An adaptation of a source, with these blocks in the place of the source's."""
    edition = made_from(source)
    assert edition.derived_from is not None
    derived = msgspec.structs.replace(edition.derived_from, kind="adaptation")
    return msgspec.structs.replace(edition, derived_from=derived, blocks=blocks or source.blocks)


@pytest.mark.parametrize("kind", ["typo", "update", "clarification", "correction", "retraction"])
def test_an_adaptation_raises_what_a_translation_does(kind: PublishKind) -> None:
    source = first()
    versions = [source, reworded(source, "two", "They agreed on more.", kind)]
    assert standing([adapted(source)], versions) == standing([made_from(source)], versions)


def test_an_adaptation_written_anew_hears_of_every_change_though_none_of_its_blocks_is_made_from_any() -> None:
    source = first()
    own = adapted(source, block("own", "What it means for us."))
    versions = [source, reworded(source, "two", "They agreed on more.")]
    found = standing([own], versions)
    assert seen(found) == [(str(uid("two")), "changed", "update")]
    assert (found.state, found.moved[0].parts) == ("behind", ())
    gone = next_version(source, "update", blocks=source.blocks[:1])
    assert seen(standing([own], [source, gone])) == [(str(uid("two")), "removed", "update")]


def test_what_an_adaptation_left_out_on_purpose_is_not_asked_for() -> None:
    source = first()
    own = adapted(source, block("own", "What it means for us."))
    assert own.derived_from is not None
    two = str(uid("two"))
    left = read_again(own.derived_from, two, part_digests(source)[two], ())
    versions = [source, reworded(source, "two", "They agreed on more.")]
    assert standing([msgspec.structs.replace(own, derived_from=left)], versions).state == "ahead"


def test_what_an_adaptation_worked_in_is_raised_again_when_it_changes_again() -> None:
    source = first()
    own, two = adapted(source, block("own", "What it means for us.")), str(uid("two"))
    versions = [source, reworded(source, "two", "They agreed on more.")]
    assert own.derived_from is not None
    digest = part_digests(versions[-1])[two]
    derived = read_again(own.derived_from, two, digest, worked_in(own.derived_from, two))
    caught_up = msgspec.structs.replace(own, derived_from=derived)
    assert not standing([caught_up], versions).moved
    versions.append(reworded(versions[-1], "two", "They agreed on all."))
    assert [each.source for each in standing([caught_up], versions).moved] == [two]
    assert worked_in(derived, "new") == ("new",)
    assert worked_in(made_from(source).derived_from, two) == ()  # type: ignore[arg-type]
