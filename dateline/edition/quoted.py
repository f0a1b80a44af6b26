"""The words that a text quotes: between quotation marks of any kind; what is not closed goes on to the end."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.edition.touched import Token
from dateline.languages.telling import folded

CLOSING = {
    "“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", "‚": "‘’", "「": "」", "『": "』", "《": "》", "〈": "〉",
    "〝": "〟〞", '"': '"', "＂": "＂", "”": "”", "»": "«",
}  # fmt: skip
STRAIGHT = "'"


def quoted(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The folded words between quotation marks, in their order."""
    waiting: list[str] = []
    found = []
    for at, token in enumerate(tokens):
        mark = token.text
        if token.is_word:
            if waiting:
                found.append(folded(mark))
        elif waiting and mark in waiting[-1]:
            waiting.pop()
        elif mark in CLOSING:
            waiting.append(CLOSING[mark])
        elif mark == STRAIGHT and _opens(tokens, at):
            waiting.append(STRAIGHT)
    return tuple(found)


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """A straight single mark opens before a word and after none; behind one it is an apostrophe."""
    after_word = at > 0 and tokens[at - 1].is_word
    return not after_word and at + 1 < len(tokens) and tokens[at + 1].is_word
