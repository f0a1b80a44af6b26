"""Material that others made, beside the checkout; a test that needs it is skipped, with the reason, without it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"


def shared(path: str) -> Path:
    """A file or folder of the shared material; skips the test where there is none."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"../shared/{path} is not here")
    return found


def shared_files(*patterns: str) -> list[Path]:
    """All files that match, for parametrizing; empty where the material is absent."""
    return sorted(path for pattern in patterns for path in SHARED.glob(pattern))
