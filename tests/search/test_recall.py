"""Known items in public sentences (SIB-200, UD Thai): a word as it stands finds the sentences that hold it."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from dateline.edition.blocks import Paragraph
from dateline.edition.inline import text
from dateline.edition.values import edition_key
from dateline.search.analyzers import way
from dateline.search.folding import fold
from dateline.search.index import IndexReader, SearchIndex
from dateline.search.query import search
from tests.builders import Record, an_edition, uid

DATA = Path(__file__).parents[3] / "shared" / "testdata" / "search"
FILES = {
    "en": "eng_Latn",
    "fr": "fra_Latn",
    "ar": "arb_Arab",
    "fa": "pes_Arab",
    "km": "khm_Khmr",
    "th": "tha_Thai",
    "zh-Hans": "zho_Hans",
    "ha": "hau_Latn",
}
ZERO_WIDTH_SPACE = "\u200b"
WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u0652\u200c]{2,}")
KHMER = re.compile("[\u1780-\u17d3]{2,9}")
HAN = re.compile("[\u4e00-\u9fff]{2,}")
SAMPLE = 300

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="../shared/testdata/search is not beside the checkout")


class Measured(NamedTuple):
    """Means over queries: of the sentences wanted, how many were found; of those found, how many were wanted."""

    recall: float
    precision: float


class Sentences(NamedTuple):
    """Sentences in an index: record key -> text, per language."""

    reader: IndexReader
    texts: dict[str, dict[str, str]]

    def measure(self, tag: str, queries: Iterable[str], holds: Callable[[str, str], bool]) -> Measured:
        """Ask each query; ``holds(key, query)`` says which sentences are wanted."""
        recalls, precisions = [], []
        for query in queries:
            want = {key for key in self.texts[tag] if holds(key, query)}
            hits = search(self.reader, query, languages=[tag], limit=1000)
            got = set() if hits.loose else {hit.key for hit in hits.hits}
            recalls.append(len(got & want) / len(want))
            precisions.append(len(got & want) / len(got) if got else 0.0)
        measured = Measured(sum(recalls) / len(recalls), sum(precisions) / len(precisions))
        print(f"{tag}: {len(recalls)} words, recall {measured.recall:.4f}, precision {measured.precision:.4f}")
        return measured


def indexed(folder: Path, sentences: dict[str, list[str]]) -> Sentences:
    record = Record()
    texts: dict[str, dict[str, str]] = {}
    for tag, lines in sentences.items():
        for number, line in enumerate(lines):
            blocks = (Paragraph(uid(f"{number}"), text(line)),)
            record.post(an_edition(f"sentence{number}", tag, headline="", summary="", blocks=blocks))
        keys = (edition_key(uid(f"sentence{number}"), tag) for number in range(len(lines)))
        texts[tag] = dict(zip(keys, lines, strict=True))
    with SearchIndex(folder) as index:
        index.apply(record.after())
    return Sentences(IndexReader(folder), texts)


def sib(name: str) -> list[str]:
    lines = gzip.decompress((DATA / "sib200" / f"{name}.tsv.gz").read_bytes()).decode().splitlines()
    return [line.split("\t")[3] for line in lines[1:]]


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> Sentences:
    return indexed(tmp_path_factory.mktemp("sib") / "search", {tag: sib(name) for tag, name in FILES.items()})


def drawn(words: Iterable[str]) -> list[str]:
    """The same sample of different words each time."""
    different = sorted(set(words))
    return random.Random(6).sample(different, min(SAMPLE, len(different)))


@pytest.mark.parametrize(
    ("tag", "recall", "precision"),
    [("en", 0.999, 0.99), ("fr", 0.999, 0.97), ("ar", 0.999, 0.97), ("fa", 0.999, 0.93), ("ha", 0.999, 0.97)],
)
def test_a_word_between_spaces_finds_its_sentences(
    sentences: Sentences, tag: str, recall: float, precision: float
) -> None:
    held = {key: set(WORD.findall(line)) for key, line in sentences.texts[tag].items()}
    folded = {key: {fold(word) for word in words} for key, words in held.items()}
    # Digits apart: "000" is right not to find 100,000.
    queries = drawn(word for words in held.values() for word in words if not re.search(r"\d", word))
    measured = sentences.measure(tag, queries, lambda key, query: fold(query) in folded[key])
    assert measured.recall >= recall
    assert measured.precision >= precision


def test_any_two_to_four_chinese_characters_find_exactly_their_sentences(sentences: Sentences) -> None:
    runs = [run for line in sentences.texts["zh-Hans"].values() for run in HAN.findall(line)]
    chance = random.Random(6)
    queries = drawn(
        run[at : at + chance.choice([1, 2, 3, 4])] for run in runs for at in [chance.randrange(len(run) - 1)]
    )
    measured = sentences.measure("zh-Hans", queries, lambda key, query: query in sentences.texts["zh-Hans"][key])
    assert measured == (1.0, 1.0)


def test_khmer_words_as_writers_part_them_find_their_sentences(sentences: Sentences) -> None:
    """Judged by the zero-width spaces that writers set; what is found may also stand where they set none."""
    texts = sentences.texts["km"]
    cut = {key: set(re.split(f"[{ZERO_WIDTH_SPACE} ]+", line)) for key, line in texts.items()}
    seen = [word for words in cut.values() for word in words if KHMER.fullmatch(word)]
    queries = drawn(word for word in seen if seen.count(word) > 1)
    found = sentences.measure("km", queries, lambda key, query: query in cut[key])
    exact = sentences.measure("km", queries, lambda key, query: query in texts[key].replace(ZERO_WIDTH_SPACE, ""))
    assert found.recall >= 0.97
    assert exact.precision >= 0.98


def thai() -> Iterator[tuple[str, set[str]]]:
    """Sentences of UD Thai PUD with the words that its annotators cut."""
    lines = gzip.decompress((DATA / "ud" / "UD_Thai-PUD.th_pud-ud-test.conllu.gz").read_bytes()).decode().splitlines()
    sentence, words = "", set[str]()
    for line in [*lines, ""]:
        number, _, rest = line.partition("\t")
        if line.startswith("# text = "):
            sentence = line.removeprefix("# text = ").strip()
        elif number.isdigit():
            words.add(rest.split("\t")[0])
        elif not line and words:
            yield sentence, words
            words = set()


def test_thai_words_as_annotators_cut_them_find_their_sentences(tmp_path: Path) -> None:
    """Below the others: ICU's dictionary and the annotators part compounds and foreign names differently."""
    gold = list(thai())
    held = indexed(tmp_path / "search", {"th": [sentence for sentence, _ in gold]})
    words = dict(zip(held.texts["th"], (words for _, words in gold), strict=True))
    queries = drawn(word for each in words.values() for word in each if len(word) > 1 and word[0].isalpha())
    measured = held.measure("th", queries, lambda key, query: query in words[key])
    assert measured.recall >= 0.90
    assert measured.precision >= 0.84


FOLDINGS: list[tuple[str, str, Callable[[str], str]]] = [
    ("ar", "hamza", lambda word: word.translate(str.maketrans("أإآؤئ", "ااا\u0648\u064a"))),
    ("fa", "an Arabic keyboard", lambda word: word.translate(str.maketrans("یک", "يك"))),
    ("fa", "ZWNJ", lambda word: word.replace("\u200c", "")),
    ("fr", "accents", lambda word: word.translate(str.maketrans("éèêëàâçùûîïôœ", "eeeeaacuuiioo"))),
    ("ha", "hooked letters", lambda word: word.translate(str.maketrans("ɓɗƙƴƁƊƘƳ", "bdkyBDKY"))),
]


@pytest.mark.parametrize(("tag", "what", "plain"), FOLDINGS, ids=[f"{tag} {what}" for tag, what, _ in FOLDINGS])
def test_a_word_typed_without_its_special_letters_finds_its_sentences(
    sentences: Sentences, tag: str, what: str, plain: Callable[[str], str]
) -> None:
    assert way(tag) == "words"
    held = {key: set(WORD.findall(line)) for key, line in sentences.texts[tag].items()}
    special = {word for words in held.values() for word in words if plain(word) != word and "œ" not in word}
    typed = {plain(word): word for word in drawn(special)}
    measured = sentences.measure(tag, typed, lambda key, query: typed[query] in held[key])
    assert len(typed) >= 20, f"too few words with {what}"
    assert measured.recall >= 0.99
