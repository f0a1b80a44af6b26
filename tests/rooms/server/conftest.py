"""A stand with its site printed, for each test anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rooms.server.stand import Stand


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    """A small site, printed."""
    made = Stand(tmp_path)
    made.print()
    return made
