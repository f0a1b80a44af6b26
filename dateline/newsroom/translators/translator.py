"""What a machine translator is asked and what it answers; every one is reached over plain HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec


class Service(msgspec.Struct, frozen=True):
    """Where a translator stands; ``address`` has no slash at its end. The key is shown nowhere."""

    address: str
    model: str = ""
    key: str = ""

    def __repr__(self) -> str:
        return f"Service({self.address})"


class Translator(Protocol):
    """Texts in, as many texts out, in the same order.

    They are XHTML phrases: characters escaped, marks as ``<b id="m1">``, ``<i>``, ``<a>``, ``<span>`` and
    ``<br id="m2"/>``, which should stand in the answer around the same words. Tags of languages are BCP 47.
    Raises Refusal in words for whatever goes wrong; nothing is tried twice.
    """

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Each text in the other language."""
        ...


def batches(texts: Sequence[str], *, most: int, characters: int) -> Iterator[list[str]]:
    """The texts in groups of at most ``most`` and so many characters; a longer one goes alone."""
    batch: list[str] = []
    for each in texts:
        if batch and (len(batch) == most or sum(map(len, batch)) + len(each) > characters):
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch


def fitting(tag: str, offered: Sequence[str]) -> str:
    """The code that a service has for a language: the tag itself, or its first part; empty where it has neither."""
    codes = {each.replace("_", "-").lower(): each for each in offered}
    return codes.get(tag.lower()) or codes.get(tag.lower().partition("-")[0], "")
