"""The export: lines of JSON from which an auditor can check the whole chain with nothing but SHA-256."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from dateline.edition.codec import decode
from dateline.record.export import lines
from dateline.record.follow import entries, head
from tests.builders import Record, a_house, an_edition

MEMBERS = ["seq", "instant", "batch", "key", "version", "digest", "chain", "salt", "payload"]
MARK = b'"payload":'


def a_record() -> Record:
    record = Record()
    record.post(*a_house())
    record.post(
        an_edition(headline='"payload": {"خبر" <&> \\ \u200d 👩🏽‍🚀}'), an_edition("two", summary='"salt":null}')
    )
    record.post(an_edition(version=2))
    return record


def audit(export: list[bytes]) -> str:
    """An auditor's own check, written from the rules in ``export.lines`` alone; returns the head or raises."""
    chain = "0" * 64
    for number, line in enumerate(export, 1):
        found = json.loads(line)
        if found["seq"] != number:
            raise ValueError(f"line {number} is entry {found['seq']}")
        if found["payload"] is not None:
            payload = line[line.index(MARK) + len(MARK) :].rstrip(b"\n")[:-1]
            salted = base64.b64decode(found["salt"]) + payload
            if hashlib.sha256(salted).hexdigest() != found["digest"]:
                raise ValueError(f"payload of entry {number}")
        bound = [chain, *(found[name] for name in ("seq", "instant", "batch", "key", "version", "digest"))]
        joined = json.dumps(bound, ensure_ascii=False, separators=(",", ":")).encode()
        chain = hashlib.sha256(joined).hexdigest()
        if chain != found["chain"]:
            raise ValueError(f"chain at entry {number}")
    return chain


def test_every_entry_is_one_line_of_json_with_its_members_in_order() -> None:
    record = a_record()
    export = list(lines(entries(record.cursor)))
    assert len(export) == 6
    for line in export:
        assert line.endswith(b"}\n")
        assert line.count(b"\n") == 1
        assert list(json.loads(line)) == MEMBERS


def test_an_auditor_reaches_the_head_from_the_export_alone() -> None:
    record = a_record()
    assert audit(list(lines(entries(record.cursor)))) == head(record.cursor)[1]


def test_an_auditor_reaches_the_same_head_after_an_erasure() -> None:
    record = a_record()
    record.cursor.execute("UPDATE record_entry SET payload = NULL, salt = NULL WHERE seq = 4")
    export = list(lines(entries(record.cursor)))
    erased = json.loads(export[3])
    assert (erased["payload"], erased["salt"]) == (None, None)
    assert audit(export) == head(record.cursor)[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [(b'"version":2', b'"version":3'), (b"Summary of clinton", b"Summary of Clinton"), (b".000000Z", b".000001Z")],
)
def test_an_auditor_sees_a_line_that_was_altered(before: bytes, after: bytes) -> None:
    export = list(lines(entries(a_record().cursor)))
    altered = [line.replace(before, after) for line in export]
    assert altered != export
    with pytest.raises(ValueError, match=r"payload of entry|chain at entry"):
        audit(altered)


def test_an_auditor_sees_a_line_that_was_dropped() -> None:
    export = list(lines(entries(a_record().cursor)))
    with pytest.raises(ValueError, match="line 2 is entry 3"):
        audit([*export[:1], *export[2:]])


def test_payloads_in_the_export_are_the_values_themselves() -> None:
    record = a_record()
    found = [json.loads(line)["payload"] for line in lines(entries(record.cursor))]
    again = [decode(json.dumps(payload).encode()) for payload in found]
    assert again == [decode(entry.payload or b"") for entry in entries(record.cursor)]
