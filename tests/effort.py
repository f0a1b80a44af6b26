"""How hard property tests try: ``make quick`` asks for a part of the examples, everything else for all of them."""

from __future__ import annotations

import os

FEWEST = 3
EFFORT = float(os.environ.get("TEST_EFFORT", "1"))


def examples(full: int) -> int:
    """So many of ``full`` examples as this run has time for."""
    return max(FEWEST, round(full * EFFORT))
