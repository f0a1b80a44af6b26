"""Loaded by pytest before all else: gives each worker a ``DATELINE_HOME`` of its own, and clears it up."""

from __future__ import annotations

import os
import shutil
import tempfile

from _pytest.config import Config

HOME = tempfile.mkdtemp(prefix="dateline-tests-")
# Whatever the developer has set must not reach the tests, nor the tests what the developer keeps.
for name in [each for each in os.environ if each.startswith("DATELINE_") and each != "DATELINE_INSTALL"]:
    del os.environ[name]
os.environ["DATELINE_HOME"] = HOME


def pytest_unconfigure(config: Config) -> None:
    """Remove the home when the last test has run."""
    shutil.rmtree(HOME, ignore_errors=True)
