"""The law of the press: after any edits, the incremental site equals a clean full build, byte for byte."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from dateline.edition.erasure import Killed
from dateline.edition.house import Face, Licence, Link, Navigation, SiteFace
from dateline.edition.values import Value, Withdrawn
from dateline.press import site, tree
from dateline.press.page import Furniture, Kind
from dateline.press.run import Press
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.builders import START, Record, a_house, a_page, a_section, an_edition, uid
from tests.effort import examples
from tests.rooms.press import toy
from tests.rooms.press.edits import EDITS, Desk, Edit

Seen = dict[str, tuple[object, ...]]


def everything(press: Press) -> Seen:
    """All that readers get, by page key, and the root over all of it."""
    pages: Seen = {
        page.key: (page.path, page.status, page.media_type, page.language, page.headers, page.body)
        for page in site.pages(press.db)
    }
    return pages | {"root": (tree.root(press.db), tree.size(press.db))}


def clean_build(record: Record, kinds: Sequence[Kind], furniture: Furniture, press: Press) -> Seen:
    """A full build of the same record head at the same instant, in a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        clean = Press(Path(folder) / "clean.sqlite", kinds, furniture)
        clean.rebuild(record.after(), now=press.clock)
        seen = everything(clean)
        clean.close()
        return seen


def obey(edits: list[Edit], kinds: Sequence[Kind], furniture: Furniture) -> None:
    """Run edits one batch at a time, holding the law after each."""
    with tempfile.TemporaryDirectory() as folder:
        press, record, desk = Press(Path(folder) / "press.sqlite", kinds, furniture), Record(), Desk()
        record.post(*desk.opening())
        press.follow(record.after(), now=record.now)
        for edit in edits:
            erasing = desk.erase(edit)
            values = () if erasing else desk.apply(edit)
            if erasing:
                record.erase(erasing.kind, erasing.keys, *erasing.instead)
            elif values:
                record.post(*values)
            press.follow(record.after(press.seq), now=record.now + timedelta(minutes=10 * edit[3]))
            assert everything(press) == clean_build(record, kinds, furniture, press)
        press.close()


@given(EDITS)
@settings(max_examples=examples(60), deadline=None)
def test_the_incremental_site_equals_a_clean_build_after_every_edit(edits: list[Edit]) -> None:
    obey(edits, toy.WITH_PARTS, toy.ToyFurniture())


@pytest.fixture
def inputs() -> toy.ToyFurniture:
    return toy.ToyFurniture()


@pytest.fixture
def press(tmp_path: Path, inputs: toy.ToyFurniture) -> Iterator[Press]:
    made = Press(tmp_path / "press.sqlite", toy.KINDS, inputs)
    yield made
    made.close()


def test_replaying_a_batch_twice_changes_nothing(press: Press) -> None:
    record = Record()
    record.post(*a_house(), an_edition())
    press.follow(record.after(), now=record.now)
    before = everything(press)
    report = press.follow(record.after(), now=record.now)
    assert report.rendered == 0
    assert everything(press) == before


def test_a_file_of_an_older_format_is_known_until_it_is_rebuilt(press: Press) -> None:
    record = Record()
    found = [press.outdated]
    record.post(*a_house(), an_edition())
    press.follow(record.after(), now=record.now)
    found.append(press.outdated)
    press.db.execute("PRAGMA user_version = 0")
    found.append(press.outdated)
    press.rebuild(record.after(), now=record.now)
    assert [*found, press.outdated] == [False, False, True, False]


def test_a_changed_body_renders_the_story_its_history_and_no_front(press: Press) -> None:
    record = Record()
    record.post(*a_house(), an_edition())
    press.follow(record.after(), now=record.now)
    record.post(an_edition(blocks=an_edition("other").blocks, version=2))
    report = press.follow(record.after(press.seq), now=record.now)
    assert (report.rendered, report.written) == (2, 2)


def test_a_publish_renders_as_many_pages_in_a_large_archive_as_in_a_small_one(press: Press) -> None:
    record = Record()
    counts = []
    record.post(*a_house())
    for size in (10, 200):
        placed: dict[str, Any] = {"dossiers": (uid("nato"),), "section": uid("world")}
        record.post(*[an_edition(f"story-{size}-{n}", **placed) for n in range(size)])
        press.follow(record.after(press.seq), now=record.now)
        record.post(an_edition(f"newest-{size}", dossiers=(uid("nato"),), section=uid("world")))
        counts.append(press.follow(record.after(press.seq), now=record.now).rendered)
    assert counts[0] == counts[1]


def test_a_page_that_continues_another_comes_and_goes_with_its_need(tmp_path: Path) -> None:
    made, record = Press(tmp_path / "parts.sqlite", toy.WITH_PARTS, toy.ToyFurniture()), Record()

    def told() -> list[tuple[str, str]]:
        found = [(page.path, page.cause) for page in site.pages(made.db) if page.path.startswith("/parts/en")]
        return sorted((path, cause.split(" ")[0]) for path, cause in found)

    record.post(*a_house(), *[an_edition(f"story-{number}") for number in range(5)])
    made.rebuild(record.after(), now=record.now)
    rebuilt = told()
    gone = [an_edition(f"story-{number}") for number in range(3)]
    record.post(*[Withdrawn(story=each.story, language=each.language, path=each.path) for each in gone])
    made.follow(record.after(made.seq), now=record.now)
    fewer = told()
    record.post(*[an_edition(f"later-{number}") for number in range(4)])
    made.follow(record.after(made.seq), now=record.now)
    assert rebuilt == [("/parts/en/1", "rebuild"), ("/parts/en/2", "continues:"), ("/parts/en/3", "continues:")]
    assert [path for path, _ in fewer] == ["/parts/en/1"]
    assert [path for path, _ in told()] == ["/parts/en/1", "/parts/en/2", "/parts/en/3"]
    made.close()


def test_a_changed_template_renders_exactly_the_pages_made_with_it(press: Press, inputs: toy.ToyFurniture) -> None:
    record = Record()
    record.post(*a_house(), an_edition("one"), an_edition("two"))
    press.follow(record.after(), now=record.now)
    inputs.digests["template/story"] = "2"
    assert press.refresh().rendered == 2
    assert press.refresh().rendered == 0


def test_a_press_file_is_durable_and_zeroes_what_is_deleted(press: Press) -> None:
    assert [press.db.pragma(name) for name in ("journal_mode", "synchronous", "secure_delete")] == ["wal", 2, 1]


def test_after_a_scrub_the_file_holds_no_piece_of_what_was_deleted(press: Press, tmp_path: Path) -> None:
    record = Record()
    record.post(*a_house(), *(an_edition(f"canary-{n}", summary="A canary. " * (n + 1)) for n in range(60)))
    press.follow(record.after(), now=record.now)
    killed = [Killed(story=uid(f"canary-{n}"), language="en", instant=START) for n in range(60)]
    record.erase("kill", [each.key for each in killed], *killed)
    press.follow(record.after(press.seq), now=record.now)
    assert press.scrub()
    assert all(b"canary" not in file.read_bytes().lower() for file in tmp_path.iterdir())


def test_a_second_press_on_one_file_is_refused_with_words(tmp_path: Path, press: Press) -> None:
    with pytest.raises(RuntimeError, match=r"another press works on press\.sqlite"):
        Press(tmp_path / "press.sqlite", toy.KINDS, toy.ToyFurniture())


@given(EDITS)
@settings(max_examples=examples(15), deadline=None)
def test_the_reader_s_pages_obey_the_law_after_every_edit(edits: list[Edit]) -> None:
    obey(edits, KINDS, furniture())


def rendered_in(press: Press, report_seq: int) -> set[str]:
    """The languages of the pages that the batch after ``report_seq`` wrote anew."""
    return {page.language for page in site.pages(press.db) if page.seq > report_seq}


@pytest.mark.parametrize(
    "value",
    [
        Navigation(language="fa", header=(Link(section=uid("world"), label="Elsewhere"),)),
        SiteFace(language="fa", face=Face(licence=Licence("CC BY 4.0"))),
        a_page("about", "fa"),
    ],
    ids=["navigation", "face", "page"],
)
def test_what_one_language_shows_of_the_house_makes_no_page_of_another_anew(tmp_path: Path, value: Value) -> None:
    record, press = Record(), Press(tmp_path / "press.sqlite", KINDS, furniture())
    record.post(*a_house(), a_section(), *[an_edition(f"s{n}", tag) for n in range(3) for tag in ("en", "fa")])
    press.follow(record.after(), now=record.now)
    shown = [page for page in site.pages(press.db) if page.language == "fa" and page.status == 200]
    html = [page for page in shown if page.media_type.startswith("text/html")]
    persian = {page.key for page in html if not page.path.startswith("/lite/")}
    seq = press.seq
    record.post(value)
    report = press.follow(record.after(seq), now=record.now)
    assert rendered_in(press, seq) - {""} == {"fa"}
    assert report.written >= len(persian) - 1  # a page that is one file alone shows no menu
    assert report.rendered <= len(shown) + 6  # and the lists that might have changed
    press.close()


def test_a_standing_pages_new_body_makes_that_page_and_its_twin_alone_anew(tmp_path: Path) -> None:
    record, press = Record(), Press(tmp_path / "press.sqlite", KINDS, furniture())
    record.post(*a_house(), a_page(), an_edition())
    press.follow(record.after(), now=record.now)
    seq = press.seq
    record.post(a_page(version=2, summary="Another summary"))
    assert press.follow(record.after(seq), now=record.now).written == 2  # itself and its light twin
    press.close()


def test_a_page_that_waits_for_an_instant_is_made_again_when_it_passes(press: Press) -> None:
    record = Record()
    record.post(*a_house(), an_edition())
    press.follow(record.after(), now=record.now)
    later = toy.NOTICE_ENDS + timedelta(seconds=1)
    report = press.follow([], now=later)
    assert press.clock == later
    assert (report.rendered, report.written) == (1, 1)
