"""Queries: all words, any word, phrases, order, paging, languages, and text that nobody should type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.edition.blocks import Paragraph, PictureBlock
from dateline.edition.inline import text
from dateline.edition.moment import Moment
from dateline.edition.values import Byline, Edition
from dateline.search import query as query_module
from dateline.search.index import IndexReader, SearchIndex
from dateline.search.query import Hits, search
from tests.builders import Record, an_edition, uid


class Archive:
    """An index that stories can be added to by their words; searches answer with the stories' names."""

    def __init__(self, folder: Path) -> None:
        self.index = SearchIndex(folder)
        self.reader = IndexReader(folder)
        self._record = Record()
        self._names: dict[str, str] = {}

    def add(self, name: str, body: str = "", *, language: str = "en", **fields: Any) -> Edition:
        """Publish one edition; without a headline of its own it has none."""
        blocks = tuple(Paragraph(uid(f"{name}{at}"), text(line)) for at, line in enumerate(body.split("\n")))
        edition = an_edition(name, language, **({"headline": "", "summary": "", "blocks": blocks} | fields))
        self._record.post(edition)
        self._names[edition.key] = name
        self.index.apply(self._record.after(self.index.cursor()))
        return edition

    def ask(self, query: str, **how: Any) -> list[str]:
        """Names of the stories found, best first."""
        return [self._names[hit.key] for hit in self.hits(query, **how).hits]

    def hits(self, query: str, **how: Any) -> Hits:
        """What search answers."""
        return search(self.reader, query, **how)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path / "search")
    yield made
    made.index.close()


def test_all_words_are_asked_for_first(archive: Archive) -> None:
    archive.add("both", "Clinton met Lavrov in Geneva.")
    archive.add("one", "Clinton met others.")
    hits = archive.hits("lavrov CLINTON")
    assert (archive.ask("lavrov CLINTON"), hits.total, hits.loose) == (["both"], 1, False)


def test_any_word_is_enough_when_no_story_holds_all(archive: Archive) -> None:
    archive.add("one", "Clinton met others.")
    hits = archive.hits("Clinton Scheffer")
    assert (archive.ask("Clinton Scheffer"), hits.loose) == (["one"], True)
    assert archive.hits("Scheffer") == Hits()


def test_words_may_stand_in_different_fields(archive: Archive) -> None:
    archive.add("spread", "A body.", headline="Ministers", kicker="Nato/Russia", bylines=(Byline(name="Ana Silva"),))
    assert archive.ask("silva russia ministers body") == ["spread"]
    assert not archive.hits("silva russia ministers body").loose


def test_captions_are_searched_too(archive: Archive) -> None:
    archive.add("pictured", lead=PictureBlock(uid("lead"), uid("photo"), caption="The two shake hands."))
    assert archive.ask("shake hands") == ["pictured"]


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„“", "「」"])
def test_words_in_quotation_marks_follow_each_other(archive: Archive, marks: str) -> None:
    archive.add("apart", "The reset of the button.")
    archive.add("together", "She handed him the reset button.")
    hits = archive.hits(f"{marks[0]}reset button{marks[1]} him")
    assert [hit.key for hit in hits.hits] == [an_edition("together").key]
    assert not hits.loose


def test_a_phrase_does_not_run_from_one_block_into_the_next(archive: Archive) -> None:
    archive.add("blocks", "It ended in Geneva\ntalks go on")
    assert archive.hits('"geneva talks"').loose
    assert not archive.hits('"talks go"').loose


def test_a_lone_quotation_mark_is_no_phrase(archive: Archive) -> None:
    archive.add("story", "Reset the red button.")
    assert archive.ask('"reset button') == ["story"]
    assert not archive.hits('"reset button').loose


def test_a_word_in_the_headline_counts_more(archive: Archive) -> None:
    archive.add("body", "A storm. " + "Other words of the day. " * 3, headline="News of the day")
    archive.add("headline", "Rain came. " + "Other words of the day. " * 3, headline="Storm of the day")
    assert archive.ask("storm") == ["headline", "body"]


def test_among_equals_the_newest_comes_first(archive: Archive) -> None:
    days = ["2009-03-06", "1971-01-01", "2024-02-29", "2009-03-07"]
    for day in days:
        archive.add(day, "A storm came.", first_published=Moment.parse(day))
    assert archive.ask("storm") == sorted(days, reverse=True)


def test_on_one_day_the_later_instant_comes_first(archive: Archive) -> None:
    for hour in ("09", "23", "00", "14"):
        archive.add(hour, "A storm came.", first_published=Moment.parse(f"2009-03-06T{hour}:00:00Z"))
    assert archive.ask("storm") == ["23", "14", "09", "00"]


def test_pages_of_equal_stories_never_overlap_or_miss_one(archive: Archive) -> None:
    names = {f"story{number}" for number in range(23)}
    for name in sorted(names):
        archive.add(name, "A storm came.")
    pages = [archive.ask("storm", limit=5, offset=offset) for offset in range(0, 25, 5)]
    together = [name for page in pages for name in page]
    assert (len(together), set(together)) == (23, names)
    assert together == archive.ask("storm", limit=100)
    assert archive.hits("storm", limit=5, offset=20).total == 23


def test_beyond_the_last_page_there_is_nothing_but_the_total(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abcdef":
        archive.add(name, "A storm came.")
    assert archive.hits("storm", offset=50) == Hits(total=6)
    monkeypatch.setattr(query_module, "MAX_DEPTH", 4)
    assert [len(archive.ask("storm", limit=3, offset=offset)) for offset in (0, 3, 6)] == [3, 1, 0]
    assert archive.hits("storm", limit=3, offset=10**12).total == 6


def test_only_the_languages_asked_for_are_searched(archive: Archive) -> None:
    for language in ("en", "fr", "de"):
        archive.add(f"nato {language}", "Nato", language=language)
    assert archive.ask("nato", languages=["fr"]) == ["nato fr"]
    assert sorted(archive.ask("nato", languages=["fr", "de", "fr"])) == ["nato de", "nato fr"]
    assert len(archive.ask("nato")) == 3
    assert archive.ask("nato", languages=["xx"]) == []


def test_the_query_is_read_as_each_language_reads_it(archive: Archive) -> None:
    archive.add("chinese", "北约外长在布鲁塞尔会晤。", language="zh-Hans")
    archive.add("unread", "布鲁塞尔，北方有约。", language="zh-Hans")
    assert archive.ask("北约") == ["chinese"]
    assert archive.ask("北约 布鲁塞尔") == ["chinese"]
    assert archive.ask("晤") == ["chinese"]


def test_a_long_chinese_run_that_nobody_wrote_is_loosened_to_its_pairs(archive: Archive) -> None:
    archive.add("chinese", "北约外长在布鲁塞尔会晤。", language="zh-Hans")
    hits = archive.hits("北约外长昨天会晤", languages=["zh-Hans"])
    assert (hits.total, hits.loose) == (1, True)


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("fa", "وزیر خارجه می‌گوید", "ميگويد"),
        ("fa", "وزیر خارجه می‌گوید", "می گوید"),
        ("fa", "وزیر خارجه میگوید", "می‌گوید"),
        ("fa", "کلینتون در بروکسل", "كلينتون"),
        ("ar", "أكد الأمين العام", "الامين"),
        ("fr", "Réunion de l’Otan", "otan"),
        ("fr", "Une Otan unie", "l'Otan"),
        ("fr", "Une Otan unie", "L’OTAN"),
        ("fr", "le café", "CAFE"),
        ("ru", "всё ещё", "все еще"),
        ("tr", "IĞDIR’da", "ığdır"),
        ("tr", "İzmir", "izmir"),
        ("tr", "İzmir", "IZMIR"),
        ("th", "รัฐมนตรีต่างประเทศสหรัฐพบกัน", "รัฐมนตรีต่างประเทศ"),
        ("km", "ប្រទេស\u200bកម្ពុជា\u200bជា", "កម្ពុជា"),
        ("km", "ប្រទេសកម្ពុជាជា", "ប្រទេស\u200bកម្ពុជា"),
        ("ha", "ƙasar Najeriya", "kasar"),
        ("ja", "クリントン長官", "ｸﾘﾝﾄﾝ"),
        ("vi", "Đà Nẵng", "da nang"),
        ("uk", "п’ять країн", "п'ять"),
    ],
)
def test_what_is_written_is_found_by_what_is_typed(archive: Archive, language: str, written: str, typed: str) -> None:
    archive.add("story", written, language=language)
    hits = archive.hits(typed, languages=[language])
    assert (hits.total, hits.loose) == (1, False)


def test_the_whole_word_comes_before_its_part(archive: Archive) -> None:
    archive.add("part", "Une Otan unie")
    archive.add("whole", "Vers l'Otan unie")
    assert archive.ask("l'Otan")[0] == "whole"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    made = Archive(tmp_path_factory.mktemp("small") / "search")
    made.add("english", "The quick brown fox - l'Otan.", language="en")
    made.add("chinese", "北约外长", language="zh-Hans")
    made.add("persian", "می‌گوید", language="fa")
    yield made
    made.index.close()


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(exclude_categories=()), st.sampled_from("\"'-:*()[]{}\\/^~?+&|!«»“”北fox\u200c")
        )
    ),
    st.lists(st.sampled_from(["en", "zh-Hans", "fa", "", "x/y", "\ud800"]), max_size=2),
    st.integers(-5, 30),
    st.integers(-5, 20_000),
)
@example("a" * 5000, [], 5, 0)
@example("北" * 5000, [], 5, 0)
@example("fox " * 5000, [], 5, 0)
@example('"" « » “fox', [], 5, 0)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_raises_and_every_page_keeps_its_size(
    small: Archive, query: str, languages: list[str], limit: int, offset: int
) -> None:
    hits = small.hits(query, languages=languages, limit=limit, offset=offset)
    assert len(hits.hits) <= min(max(limit, 1), hits.total)
    assert hits.total <= 3
