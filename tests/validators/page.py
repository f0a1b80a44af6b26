"""What is judged and what a judge says, whichever judge it is."""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """A page to judge: ``name`` says which one in messages, ``html`` is its whole source."""

    name: str
    html: str


class Message(NamedTuple):
    """One fault: the page, the judge (``vnu``, ``axe``, ``width``), its rule, where, and what is wrong."""

    page: str
    judge: str
    rule: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}: {self.judge} {self.rule} at {self.place}: {self.text}"
