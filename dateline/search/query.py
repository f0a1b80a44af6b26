"""From what a reader typed to the keys of the stories and standing pages that match, best first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import tantivy
from tantivy import Occur, Query

from dateline.search.analyzers import analyze
from dateline.search.documents import WEIGHTS, schema, term
from dateline.search.index import IndexReader
from dateline.search.token import Token, Word, chains, words_of

MAX_CHARACTERS = 400  # of a query; what comes after is not read
MAX_CLAUSES = 40
MAX_DEPTH = 10_000  # hits that can be paged to
ALL_FIELDS_TIE = 0.2  # what a word's lesser fields add to its best one
WHOLE_WORD = 2.0  # "l'otan" written whole, against its part "otan"
QUOTED = re.compile('"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》')

SCHEMA = schema()


class Hit(NamedTuple):
    """What was found: its key in the record, as in ``edition/<story>/<language>``, and its score in this search."""

    key: str
    score: float


class Hits(NamedTuple):
    """``total`` matches, of which ``hits`` are one page; ``loose`` says that only some of the words were asked for."""

    total: int = 0
    hits: tuple[Hit, ...] = ()
    loose: bool = False


class Clause(NamedTuple):
    """What must stand together: one word, a run of character pairs, or (``quoted``) words in their order."""

    words: tuple[Word, ...]
    quoted: bool = False


def search(index: IndexReader, query: str, *, languages: Sequence[str] = (), limit: int = 20, offset: int = 0) -> Hits:
    """The stories and pages that hold all words of ``query``, or any of them where none holds all (``loose``).

    ``languages`` are tags, none meaning every language; the query is read anew in each. Words in quotation
    marks must follow each other. Better matches come first, newer ones among equals; pages cut at ``offset`` and
    ``limit`` never overlap while the index stands. No text raises; SearchIndexError where the index is broken.
    """
    searcher = index.searcher()
    if searcher is None:
        return Hits()
    read = [(tag, clauses(query, tag)) for tag in index.languages() if not languages or tag in languages]
    read = [(tag, found) for tag, found in read if found]
    if not read:
        return Hits()
    for loose in (False, True):
        strict_or_loose = [_any_of(tag, found) if loose else _all_of(tag, found) for tag, found in read]
        hits = _page(searcher, _either(strict_or_loose), limit=max(limit, 1), offset=max(offset, 0))
        if hits.total:
            return hits._replace(loose=loose)
    return Hits()


def clauses(query: str, language: str) -> list[Clause]:
    """What a query asks for in one language; empty for one without letters or digits."""
    found: list[Clause] = []
    for text, quoted in _parts(query[:MAX_CHARACTERS]):
        words = words_of(analyze(text, language))
        if quoted and words:
            found.append(Clause(tuple(words), quoted=True))
        elif not quoted:
            found += [Clause(tuple(chain)) for chain in chains(words)]
    return found[:MAX_CLAUSES]


def wanted(query: str, language: str) -> frozenset[str]:
    """The tokens whose places a reader wants to see marked."""
    words = [word for clause in clauses(query, language) for word in clause.words]
    return frozenset(token.text for word in words for token in (word.token, *word.parts))


def _parts(query: str) -> Iterator[tuple[str, bool]]:
    """Pieces of a query and whether they stood in quotation marks."""
    at = 0
    for quoted in QUOTED.finditer(query):
        yield query[at : quoted.start()], False
        yield next(group for group in quoted.groups() if group), True
        at = quoted.end()
    yield query[at:], False


def _all_of(language: str, found: list[Clause]) -> Query:
    return _every([_clause(language, clause) for clause in found])


def _any_of(language: str, found: list[Clause]) -> Query:
    words = [word for clause in found for word in clause.words][:MAX_CLAUSES]
    return _either([_word(language, word) for word in words])


def _clause(language: str, clause: Clause) -> Query:
    if len(clause.words) == 1:
        return _word(language, clause.words[0])
    terms: list[str | tuple[int, str]] = [(at, term(language, word.token)) for at, word in enumerate(clause.words)]
    return _best_field([(name, Query.phrase_query(SCHEMA, name, terms)) for name in WEIGHTS])


def _word(language: str, word: Word) -> Query:
    """A word as it stands; where a joiner parts it, also its parts."""
    whole = _token(language, word.token)
    if not word.parts:
        return whole
    parts = _every([_token(language, part) for part in word.parts])
    return _either([Query.boost_query(whole, WHOLE_WORD), parts])


def _token(language: str, token: Token) -> Query:
    text = term(language, token)
    return _best_field([(name, Query.term_query(SCHEMA, name, text)) for name in WEIGHTS])


def _best_field(queries: list[tuple[str, Query]]) -> Query:
    weighed = [Query.boost_query(query, WEIGHTS[name]) for name, query in queries]
    return Query.disjunction_max_query(weighed, tie_breaker=ALL_FIELDS_TIE)


def _every(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def _either(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _page(searcher: tantivy.Searcher, query: Query, *, limit: int, offset: int) -> Hits:
    """One page in an order that does not depend on how the index is laid out on disk."""
    end = offset + limit
    total, found = _top(searcher, query, min(end, MAX_DEPTH))
    page = found[offset:end] if end <= MAX_DEPTH else found[offset:MAX_DEPTH]
    keys = [str(searcher.doc(address).get_first("key")) for _, address in page]
    return Hits(total, tuple(Hit(key, score) for key, (score, _) in zip(keys, page, strict=True)))


def _top(searcher: tantivy.Searcher, query: Query, count: int) -> tuple[int, list[tuple[float, tantivy.DocAddress]]]:
    """The total and at least the ``count`` best, with all that score as the last of them; equals are put in order."""
    asked = count + 1
    while True:
        # 0.27 counts what it finds in `count`; its stub does not know.
        result = searcher.search(query, limit=asked, count=True, weight_by_field="recency")
        hits: list[tuple[float, tantivy.DocAddress]] = result.hits
        total: int = result.count  # type: ignore[attr-defined]
        if len(hits) < asked or hits[-1][0] < hits[count - 1][0]:
            break
        asked *= 2
    addresses = [address for _, address in hits]
    published = searcher.fast_field_values("first_published", addresses)
    ties = searcher.fast_field_values("tie", addresses)
    order = sorted(range(len(hits)), key=lambda at: (-hits[at][0], -(published[at] or 0), ties[at] or 0))
    return total, [hits[at] for at in order]
