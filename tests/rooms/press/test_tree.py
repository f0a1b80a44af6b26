"""The Merkle tree: the same root by whatever way it came about, one page's proof, and signed heads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.press import seal, site, tree
from dateline.press.note import NoteError, Signer, Verifier, new_key
from dateline.press.page import Output, PageKey
from dateline.press.run import Press, connect
from dateline.press.seal import State
from tests.builders import Record, a_house, an_edition
from tests.effort import examples
from tests.rooms.press import toy

SIGNER = Signer(new_key("news.example"))
STEPS = st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["a", "b", ""])), max_size=30)


def step(db: apsw.Connection, number: int, body: str) -> None:
    """Put a page, or take it out where it has no body; two keys share each path."""
    key, path = PageKey("page", (str(number),)), f"/{number // 2}"
    output = Output(path=path, body=body.encode(), status=200 + number % 2)
    tree.update(db, site.put(db, key, output, seq=1, cause="") if body else site.remove(db, key))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[apsw.Connection]:
    opened = connect(tmp_path / "press.sqlite")
    yield opened
    opened.close()


def fill(db: apsw.Connection, count: int) -> None:
    with db:
        for number in range(count):
            step(db, 2 * number, f"page {number}")


def nodes(db: apsw.Connection) -> dict[str, bytes]:
    """The hash of each branch that holds more than one page."""
    return {str(branch): bytes(found) for branch, found in db.execute("SELECT branch, hash FROM tree_node")}


@given(STEPS)
@settings(max_examples=examples(60), deadline=None)
def test_the_root_after_any_steps_is_that_of_the_leaves_counted_anew(steps: list[tuple[int, str]]) -> None:
    db = apsw.Connection(":memory:")
    site.prepare(db)
    tree.prepare(db)
    for number, body in steps:
        step(db, number, body)
        leaves = tree.lines(db, "")
        assert tree.root(db) == tree.root_of(leaves)
        assert tree.size(db) == len(leaves) == len({page.path for page in site.pages(db)})
    assert len(nodes(db)) >= tree.size(db) - 1
    db.close()


def test_one_page_moves_the_nodes_above_it_and_no_others(db: apsw.Connection) -> None:
    fill(db, 2000)
    before = nodes(db)
    step(db, 20, "another body")
    after = nodes(db)
    moved = {branch for branch in before.keys() | after.keys() if before.get(branch) != after.get(branch)}
    assert before.keys() == after.keys()
    assert 8 <= len(moved) <= 25
    assert all(tree._bits(tree.place_of("/10")).startswith(branch) for branch in moved)


def test_each_page_is_proven_by_a_proof_that_grows_with_the_logarithm(db: apsw.Connection) -> None:
    fill(db, 500)
    for number in range(0, 500, 50):
        proof = tree.proof(db, tree.place_of(f"/{number}"))
        assert proof is not None
        assert tree.proven_root(proof) == tree.root(db)
        assert len(proof.beside) < 25
        forged = msgspec.structs.replace(proof, line=proof.line.replace('"status":200', '"status":410'))
        assert tree.proven_root(forged) != tree.root(db)
    assert tree.proof(db, tree.place_of("/none")) is None


def test_the_published_parts_hold_every_leaf_once(db: apsw.Connection) -> None:
    fill(db, 300)
    parts = [tree.lines(db, prefix) for prefix in tree.parts(tree.size(db))]
    assert [line for part in parts for line in part] == tree.lines(db, "")
    assert len(list(tree.parts(8_001))) == 256


def test_a_path_that_stands_twice_is_no_tree(db: apsw.Connection) -> None:
    fill(db, 2)
    with pytest.raises(ValueError, match="twice"):
        tree.root_of([*tree.lines(db, ""), tree.lines(db, "")[0]])


def test_the_head_is_signed_in_the_transaction_that_moves_the_pages(tmp_path: Path) -> None:
    record = Record()
    press = Press(tmp_path / "press.sqlite", toy.KINDS, toy.ToyFurniture(), sealer=SIGNER)
    assert seal.head(press.db) is None
    notes = []
    for story in ("one", "two"):
        record.post(*a_house(), an_edition(story))
        press.follow(record.after(press.seq), now=record.now)
        note, key = seal.head(press.db) or ("", "")
        state = State.parse(Verifier(key).open(note))
        assert (state.seq, state.root, state.pages) == (press.seq, tree.root(press.db), tree.size(press.db))
        assert (key, state.clock) == (SIGNER.public, press.clock)
        notes.append(note)
    for seconds, renewed in ((30, False), (61, True)):
        press.follow([], now=record.now + timedelta(seconds=seconds))
        assert ((seal.head(press.db) or ("",))[0] != notes[-1]) is renewed
    press.close()


def test_a_state_is_read_as_it_was_written() -> None:
    state = State(root=b"r" * 32, pages=7, seq=3, chain="abc", clock=datetime(2026, 1, 2, tzinfo=UTC))
    assert State.parse(state.text) == state
    with pytest.raises(ValueError, match="cannot read it"):
        State.parse(state.text.replace("state 1", "state 2"))


def test_a_note_of_go_s_checksum_database_is_opened() -> None:
    """The example of golang.org/x/mod/sumdb/note, so that strangers' tools and ours read the same notes."""
    verifier = Verifier("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    coded = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    assert verifier.open(f"{text}\n— PeterNeumann {coded}\n") == text


def test_a_signed_text_opens_with_its_key_alone() -> None:
    note, other = SIGNER.sign("a text\n"), Signer(new_key("news.example"))
    assert Verifier(SIGNER.public).open(note) == "a text\n"
    for opened, key in (
        (note.replace("a text", "b text"), SIGNER.public),
        (note, other.public),
        (note.rpartition("\n\n")[0], SIGNER.public),
    ):
        with pytest.raises(NoteError):
            Verifier(key).open(opened)


@pytest.mark.parametrize(
    "key",
    ["", "name", "name+00000000+AAAA", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX", "a+b+é"],
)
def test_a_key_that_is_not_whole_is_refused_with_words(key: str) -> None:
    with pytest.raises(NoteError, match=r"key|base64"):
        Verifier(key)
