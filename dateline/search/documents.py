"""What the index holds of a story or a standing page: the fields, their tokens, and the terms they become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

import tantivy

from dateline.edition.values import Edition, StandingPage
from dateline.search.analyzers import analyze
from dateline.search.token import Token, words_of

Searched = Edition | StandingPage
# Readers' words are looked for in these fields; a word in a headline says more about a story than one in its body.
WEIGHTS = {"headline": 4.0, "summary": 2.0, "labels": 1.5, "body": 1.0}
BLOCK_GAP = 10  # positions left free between blocks, so that no phrase runs from one into the next
SECONDS_A_CENTURY = 36525 * 86400
RECENCY = 0.1  # a story a century younger scores about 5 % higher: enough to order equals, too little to outweigh words


def schema() -> tantivy.Schema:
    """The fields: raw keys for exact lookups and deletes, words with positions, sortable numbers, the cursor."""
    build = tantivy.SchemaBuilder()
    build.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("language", "section", "dossier"):
        build.add_text_field(name, tokenizer_name="raw", index_option="basic")
    build.add_integer_field("first_published", indexed=True, fast=True)
    build.add_float_field("recency", fast=True)
    build.add_unsigned_field("tie", fast=True)
    for name in WEIGHTS:
        build.add_text_field(name, tokenizer_name="raw", index_option="position")
    build.add_unsigned_field("seq", stored=True)
    build.add_text_field("analysis", stored=True, tokenizer_name="raw", index_option="basic")
    return build.build()


def document(value: Searched) -> tantivy.Document:
    """A story or page as the index keeps it: its words' places and nothing that could be read as text."""
    made = tantivy.Document()
    made.add_text("key", value.key)
    made.add_text("language", value.language)
    if isinstance(value, Edition):
        for sort, things in (("section", [value.section] if value.section else []), ("dossier", value.dossiers)):
            for thing in things:
                made.add_text(sort, str(thing))
    # A standing page is as new as its last version: it has no day of its own.
    stamp = value.first_published if isinstance(value, Edition) else value.updated
    seconds = int(stamp.instant.timestamp())
    made.add_integer("first_published", seconds)
    made.add_float("recency", max(0.0, 1 + seconds / SECONDS_A_CENTURY) * RECENCY)
    made.add_unsigned("tie", int.from_bytes(sha256(value.key.encode()).digest()[:8], "big"))
    for name, texts in texts_of(value).items():
        made.add_pre_tokenized_text(name, _tokenized(texts, value.language))
    return made


def texts_of(value: Searched) -> dict[str, list[str]]:
    """The words by field of the index; one string a block."""
    body = [block.plain() for block in value.blocks]
    if isinstance(value, StandingPage):
        return {"headline": [value.title], "summary": [value.summary], "labels": [], "body": body}
    return {
        "headline": [value.headline],
        "summary": [value.summary],
        "labels": [value.kicker, value.dateline, *(each.name for each in value.bylines), *value.sources],
        "body": [*([value.lead.plain()] if value.lead else []), *body],
    }


def running_text(value: Searched) -> str:
    """Summary, captions and body, one block a line: what an excerpt for a hit is cut from."""
    texts = texts_of(value)
    return "\n".join(text for text in (*texts["summary"], *texts["body"]) if text)


def term(language: str, token: Token) -> str:
    """A token as it stands in the index. Each language has terms of its own, so that its words are weighed
    against its own stories and a query reads no other language's postings."""
    return f"{language}/{token.text}"


def _tokenized(texts: Iterable[str], language: str) -> tantivy.PreTokenizedString:
    return tantivy.PreTokenizedString("", list(_placed(texts, language)))


def _placed(texts: Iterable[str], language: str) -> Iterator[tantivy.Token]:
    """Index tokens with positions; a word and what lies inside it share one."""
    position = 0
    for text in texts:
        for word in words_of(analyze(text, language)):
            for token in (word.token, *word.inside):
                yield tantivy.Token(term(language, token), position, token.start, token.end)
            position += 1
        position += BLOCK_GAP
