"""The index as a follower of the record: one commit a call, replay, deletes, removal first, kill -9, readers."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.edition.blocks import Paragraph
from dateline.edition.inline import text
from dateline.edition.values import Edition, Value, Withdrawn, WithdrawnPage
from dateline.record.follow import Batch
from dateline.search import index as index_module
from dateline.search.documents import schema
from dateline.search.index import CURSOR, IndexReader, SearchIndex, SearchIndexError
from dateline.search.query import search
from tests.builders import Record, a_page, a_section, an_edition, uid


def keys(folder: Path) -> set[str]:
    """The keys of all stories in an index."""
    searcher = IndexReader(folder).searcher()
    if searcher is None:
        return set()
    hits = searcher.search(tantivy.Query.all_query(), limit=1000).hits
    return {str(searcher.doc(address).get_first("key")) for _, address in hits} - {CURSOR}


def withdrawn(story: str, language: str = "en") -> Withdrawn:
    return Withdrawn(story=uid(story), language=language, path=f"/{language}/{story}")


def erased(batches: Sequence[Batch]) -> list[Batch]:
    """The same batches after a kill took their payloads."""
    return [tuple(msgspec.structs.replace(entry, payload=None, salt=None) for entry in batch) for batch in batches]


def paragraph(words: str) -> Paragraph:
    return Paragraph(uid(words), text(words))


def found(folder: Path, query: str, *tags: str) -> set[str]:
    return {hit.key for hit in search(IndexReader(folder), query, languages=tags).hits}


def test_a_published_edition_is_found_and_the_cursor_stands_at_its_entry(tmp_path: Path) -> None:
    record = Record()
    record.post(a_section(), an_edition("summit"))
    with SearchIndex(tmp_path / "search") as index:
        assert (index.cursor(), index.apply(record.after()), index.cursor()) == (0, 2, 2)
    assert found(tmp_path / "search", "summit", "en") == {an_edition("summit").key}
    assert IndexReader(tmp_path / "search").cursor() == 2


def test_a_new_version_replaces_the_one_before(tmp_path: Path) -> None:
    record = Record()
    with SearchIndex(tmp_path / "search") as index:
        for headline in ("Ministers meet", "Ministers part"):
            record.post(an_edition("summit", headline=headline))
            index.apply(record.after(index.cursor()))
    assert found(tmp_path / "search", "part") == {an_edition("summit").key}
    assert keys(tmp_path / "search") == {an_edition("summit").key}
    assert found(tmp_path / "search", "meet") == set()


def test_a_withdrawn_edition_is_gone_and_its_sisters_stay(tmp_path: Path) -> None:
    record = Record()
    record.post(an_edition("summit", "en"), an_edition("summit", "fr"), an_edition("storm", "en"))
    record.post(withdrawn("summit"))
    with SearchIndex(tmp_path / "search") as index:
        index.apply(record.after())
    assert keys(tmp_path / "search") == {an_edition("summit", "fr").key, an_edition("storm").key}


def test_a_standing_page_is_found_by_title_summary_and_text_until_it_is_withdrawn(tmp_path: Path) -> None:
    record = Record()
    about = a_page("about", title="Who we are", summary="A bureau of eleven", blocks=(paragraph("Write to the desk."),))
    record.post(about, a_page("about", "fa", title="دربارهٔ ما"), an_edition("summit"))
    with SearchIndex(tmp_path / "search") as index:
        index.apply(record.after())
        for words in ("who", "eleven", "write desk"):
            assert found(tmp_path / "search", words, "en") == {about.key}
        assert found(tmp_path / "search", "درباره", "fa") == {a_page("about", "fa").key}
        record.post(WithdrawnPage(id=about.id, language="en", path=about.path))
        gone = record.after(index.cursor())
        index.remove(gone)
        assert keys(tmp_path / "search") == {an_edition("summit").key, a_page("about", "fa").key}
        index.apply(gone)
        assert found(tmp_path / "search", "desk", "en") == set()


def test_a_standing_page_stands_among_stories_by_its_words_not_by_its_sort(tmp_path: Path) -> None:
    record = Record()
    named = a_page("corrections", title="Corrections")
    told = an_edition("storm", headline="Storm", blocks=(paragraph("The minister asked for corrections."),))
    record.post(told, named)
    with SearchIndex(tmp_path / "search") as index:
        index.apply(record.after())
    assert [hit.key for hit in search(IndexReader(tmp_path / "search"), "corrections").hits] == [named.key, told.key]


def test_writing_the_index_anew_keeps_stories_and_pages_and_nothing_that_was_withdrawn(tmp_path: Path) -> None:
    record, about, summit = Record(), a_page("about"), an_edition("summit")
    record.post(about, summit, a_page("contact"))
    with SearchIndex(tmp_path / "search") as index:
        index.apply(record.after())
        index.rewrite([about, summit, withdrawn("storm"), a_section()])
        assert index.cursor() == 3
    assert keys(tmp_path / "search") == {about.key, summit.key}


def test_an_erased_payload_takes_the_edition_out(tmp_path: Path) -> None:
    record = Record()
    record.post(an_edition("summit"))
    with SearchIndex(tmp_path / "search") as index:
        index.apply(erased(record.after()))
        assert index.cursor() == 1
    assert keys(tmp_path / "search") == set()


def test_removals_can_be_committed_before_the_rest(tmp_path: Path) -> None:
    record = Record()
    folder = tmp_path / "search"
    with SearchIndex(folder) as index:
        record.post(an_edition("old"))
        index.apply(record.after())
        record.post(withdrawn("old"))
        record.post(an_edition("new"))
        batches = record.after(index.cursor())
        index.remove(batches)
        assert (keys(folder), index.cursor()) == (set(), 1)
        index.apply(batches)
        assert (keys(folder), index.cursor()) == ({an_edition("new").key}, 3)


def test_an_index_that_lags_behind_the_site_still_lets_go(tmp_path: Path) -> None:
    record = Record()
    folder = tmp_path / "search"
    with SearchIndex(folder) as index:
        record.post(an_edition("old"))
        index.apply(record.after())
        record.post(an_edition("unseen"))
        record.post(withdrawn("old"))
        index.remove(record.after(2))
        assert (keys(folder), index.cursor()) == (set(), 1)
        index.apply(record.after(index.cursor()))
        assert (keys(folder), index.cursor()) == ({an_edition("unseen").key}, 3)


def test_replaying_applied_batches_changes_nothing(tmp_path: Path) -> None:
    record = Record()
    record.post(an_edition("summit", headline="First words"))
    first = record.after()
    record.post(an_edition("summit", headline="Second words"))
    with SearchIndex(tmp_path / "search") as index:
        index.apply(record.after())
        before = (tmp_path / "search" / "meta.json").read_bytes()
        assert index.apply(first) == 2
        index.remove(first)
        assert (tmp_path / "search" / "meta.json").read_bytes() == before


def test_a_gap_in_the_record_is_refused(tmp_path: Path) -> None:
    record = Record()
    for story in ("one", "two"):
        record.post(an_edition(story))
    with SearchIndex(tmp_path / "search") as index:
        with pytest.raises(ValueError, match="needs entry 1"):
            index.apply(record.after(1))
        assert index.cursor() == 0


def test_a_value_that_cannot_be_read_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    record = Record()
    record.post(an_edition("summit"))
    record.post(an_edition("summit", headline="Other"), an_edition("storm"))
    good, bad = record.after()
    broken = (bad[0], msgspec.structs.replace(bad[1], payload=b"{}"))
    with SearchIndex(tmp_path / "search") as index:
        index.apply([good])
        with pytest.raises(msgspec.ValidationError):
            index.apply([broken])
        index.remove([(msgspec.structs.replace(bad[0], key="section/x"),)])
        assert keys(tmp_path / "search") == {an_edition("summit").key}
        assert index.apply([bad]) == 3


class Deed(msgspec.Struct, frozen=True):
    """One act of the newsroom; ``text`` None withdraws."""

    story: str
    text: str | None


DEEDS = st.lists(st.builds(Deed, st.sampled_from("abc"), st.sampled_from(["red", "green", None])), max_size=8)


def value(deed: Deed) -> Value:
    return an_edition(deed.story, headline=deed.text) if deed.text else withdrawn(deed.story)


@given(DEEDS, st.lists(st.integers(1, 3), max_size=8))
@settings(max_examples=15, deadline=None)
def test_any_cutting_into_commits_equals_a_build_from_nothing(deeds: list[Deed], cuts: list[int]) -> None:
    record = Record()
    for deed in deeds:
        record.post(value(deed))
    expected = {f"edition/{uid(story)}/en": text for story, text in {each.story: each.text for each in deeds}.items()}
    with TemporaryDirectory() as folder, SearchIndex(Path(folder) / "search") as index:
        for cut in [*cuts, len(deeds) + 1]:
            batches = record.after(index.cursor())[:cut]
            index.remove(batches)
            index.apply(batches)
            index.apply(batches)
        for colour in ("red", "green"):
            assert found(index.folder, colour, "en") == {key for key, text in expected.items() if text == colour}
        assert keys(index.folder) == {key for key, text in expected.items() if text}


def follow_slowly(folder: Path, stories: int) -> None:
    """What the killed process does: one commit a story, and one it never gets to."""
    record = Record()
    for number in range(stories):
        record.post(an_edition(f"story{number}"))
    with SearchIndex(folder) as index:
        for batch in record.after():
            index.apply([batch])


def die_before_the_commit(folder: Path) -> None:
    """Write a withdrawal and a new story into an index that stands at 1, then die with nothing committed."""
    record = Record()
    record.post(an_edition("story0"))
    record.post(withdrawn("story0"), an_edition("story1"))
    index = SearchIndex(folder)
    index._commit = lambda: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]
    index.apply(record.after())


SPAWN = multiprocessing.get_context("spawn")


def test_a_process_killed_before_its_commit_leaves_the_state_before(tmp_path: Path) -> None:
    folder = tmp_path / "search"
    follow_slowly(folder, 1)
    child = SPAWN.Process(target=die_before_the_commit, args=(folder,))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    with SearchIndex(folder) as index:
        assert index.cursor() == 1
        assert keys(folder) == {an_edition("story0").key}


def test_killed_anywhere_the_index_holds_the_record_up_to_its_cursor(tmp_path: Path) -> None:
    folder, stories = tmp_path / "search", 400
    child = SPAWN.Process(target=follow_slowly, args=(folder, stories))
    child.start()
    reader = IndexReader(folder)
    while child.is_alive() and reader.cursor() < 5:
        child.join(0.01)
    child.kill()
    child.join()
    with SearchIndex(folder) as index:
        assert 5 <= index.cursor() <= stories
        assert keys(folder) == {an_edition(f"story{number}").key for number in range(index.cursor())}


def test_a_second_writer_is_refused_with_words(tmp_path: Path) -> None:
    with SearchIndex(tmp_path / "search"), pytest.raises(SearchIndexError, match="another process"):
        SearchIndex(tmp_path / "search")
    with SearchIndex(tmp_path / "search") as after:
        assert after.cursor() == 0


def test_a_reader_sees_each_commit_and_a_rebuild(tmp_path: Path) -> None:
    record = Record()
    reader = IndexReader(tmp_path / "search")
    assert (reader.cursor(), reader.languages(), search(reader, "summit").total) == (0, (), 0)
    with SearchIndex(tmp_path / "search") as index:
        record.post(an_edition("summit", "en"), an_edition("summit", "fa"))
        index.apply(record.after())
        assert (reader.languages(), search(reader, "summit").total) == (("en", "fa"), 2)
        index.clear()
        assert (index.cursor(), search(reader, "summit").total) == (0, 0)
        index.apply(record.after())
        assert search(reader, "summit").total == 2


def test_an_index_of_another_analysis_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    follow_slowly(tmp_path / "search", 2)
    monkeypatch.setattr(index_module, "ANALYSIS", "another")
    with SearchIndex(tmp_path / "search") as index:
        assert (index.cursor(), keys(tmp_path / "search")) == (0, set())


def test_a_broken_index_is_named_to_readers_and_replaced_by_the_writer(tmp_path: Path) -> None:
    follow_slowly(tmp_path / "search", 1)
    (tmp_path / "search" / "meta.json").write_text("broken")
    with pytest.raises(SearchIndexError, match="dateline search rebuild"):
        search(IndexReader(tmp_path / "search"), "story")
    with SearchIndex(tmp_path / "search") as index:
        assert index.cursor() == 0


def test_an_index_with_other_fields_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "search"
    folder.mkdir()
    other = tantivy.SchemaBuilder()
    other.add_text_field("other")
    tantivy.Index(other.build(), str(folder))
    with SearchIndex(folder) as index:
        assert index.cursor() == 0


def test_no_text_of_an_edition_is_stored_in_the_index(tmp_path: Path) -> None:
    edition: Edition = an_edition("summit", headline="Unmistakable headline")
    record = Record()
    record.post(edition)
    with SearchIndex(tmp_path / "search") as index:
        index.apply(record.after())
    searcher = tantivy.Index(schema(), str(tmp_path / "search")).searcher()
    query = tantivy.Query.term_query(schema(), "key", edition.key)
    [(_, address)] = searcher.search(query, limit=5).hits
    assert set(searcher.doc(address).to_dict()) == {"key"}
