"""Every test of accounts starts with nothing counted, and hashes passwords quickly."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def nothing_counted(settings: Settings) -> None:
    """allauth counts in the cache, which outlives a test."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
