"""Every test of accounts starts with nothing counted."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """allauth counts in the cache, which outlives a test."""
    cache.clear()
