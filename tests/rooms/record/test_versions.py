"""Versions: a follower keeps every published text of an edition, and says how it stands to its source."""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.edition.inline import text
from dateline.edition.values import Change, Derivation, Edition, SourcePart, Value, Withdrawn
from dateline.edition.wording import part_digests
from dateline.record import replica, versions
from dateline.record.follow import entries
from tests.builders import START, Record, an_edition
from tests.rooms.record.test_replica import a_replica, fill


def followed(*values: Value) -> Any:
    record = Record()
    for value in values:
        record.post(value)
    return fill(a_replica(), entries(record.cursor))


def second(edition: Edition, kind: Any = "update") -> Edition:
    first = msgspec.structs.replace(edition.blocks[0], text=text("It went otherwise."))
    change = Change(kind=kind, version=2, instant=START, note="As the minutes say.")
    return msgspec.structs.replace(edition, version=2, blocks=(first, *edition.blocks[1:]), changes=(change,))


def translated(source: Edition) -> Edition:
    parts = tuple(SourcePart(name, name, digest) for name, digest in part_digests(source).items())
    derived = Derivation(language=source.language, version=source.version, parts=parts)
    return msgspec.structs.replace(source, language="fa", derived_from=derived)


def test_every_version_stays_in_order_and_once() -> None:
    one = an_edition()
    record = Record()
    for value in (one, second(one)):
        record.post(value)
    found = list(entries(record.cursor))
    db = fill(fill(a_replica(), found), found)
    assert [each.version for each in versions.versions(db, one.key)] == [1, 2]


def test_a_withdrawn_edition_keeps_its_versions_and_a_shared_thing_has_none() -> None:
    one = an_edition()
    db = followed(one, second(one), Withdrawn(story=one.story, language="en", path=one.path))
    assert [each.version for each in versions.versions(db, one.key)] == [1, 2]
    assert versions.versions(db, "section/none") == ()


def test_an_erased_version_is_gone() -> None:
    one = an_edition()
    db = followed(one, second(one))
    versions.erase(db, [1])
    assert [each.version for each in versions.versions(db, one.key)] == [2]


def test_the_notice_names_kind_and_times_and_goes_when_the_source_is_withdrawn() -> None:
    one = an_edition()
    own = translated(one)
    assert versions.notice_of(followed(one, own), own) is None
    notice = versions.notice_of(followed(one, own, second(one, "correction")), own)
    assert notice
    assert (notice.source, notice.kind, notice.changed) == ("en", "correction", START)
    assert str(notice.follows) == "2009-03-06"
    assert versions.notice_of(followed(one, own, second(one, "typo")), own) is None
    gone = Withdrawn(story=one.story, language="en", path=one.path)
    assert versions.notice_of(followed(one, own, second(one), gone), own) is None


def test_clearing_the_replica_forgets_the_versions() -> None:
    one = an_edition()
    db = followed(one, second(one))
    replica.clear(db)
    assert versions.versions(db, one.key) == ()
