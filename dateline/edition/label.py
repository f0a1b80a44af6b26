"""What sort of text a story is, where that is not news of our own: readers are told before they read."""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.edition.characters import check_lines

Sort = Literal["analysis", "opinion", "sponsored", "agency"]
# These say whose it is: the sponsor who paid, the agency that wrote.
NAMED: frozenset[Sort] = frozenset({"sponsored", "agency"})


class Label(msgspec.Struct, frozen=True, omit_defaults=True):
    """``name`` is the sponsor's or the agency's, and empty for our own analysis and opinion."""

    sort: Sort
    name: str = ""

    def __post_init__(self) -> None:
        check_lines(self)
        if (self.sort in NAMED) != bool(self.name.strip()):
            raise ValueError("sponsored and agency copy, and nothing else, says whose it is")
