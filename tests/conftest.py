"""What all tests share: the material beside the checkout, a browser, and a way to run without Django."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import settings

from tests.effort import examples

SHARED = Path(__file__).resolve().parents[2] / "shared"
FREE_OF_DJANGO = r"server(?!\.(?:answers|config|counting|files|health|negotiate|proving|running|screen|search)\b)"
NEEDS_DJANGO = re.compile(
    rf"^(?:from|import) (?:django|wagtail|dateline\.(?:newsroom|publish|cli|{FREE_OF_DJANGO}))|django_db|admin_client",
    re.M,
)

pytest_plugins = ["tests.validators.fixtures", "tests.servers.fixtures"]

settings.register_profile("dateline", max_examples=examples(100), deadline=None)
settings.load_profile("dateline")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what imports Django where Django's plugin is switched off (``make quick``)."""
    if config.pluginmanager.hasplugin("django"):
        return None
    source = collection_path / "conftest.py" if collection_path.is_dir() else collection_path
    if source.suffix == ".py" and source.is_file() and NEEDS_DJANGO.search(source.read_text(encoding="utf-8")):
        return True
    return None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material beside the checkout; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: this test needs the real material beside the checkout")
    return SHARED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured and hold to no limit: their property ``printed``, which comes through from workers."""
    for report in terminalreporter.getreports("passed"):
        for name, words in report.user_properties:
            if name == "printed" and report.when == "call":
                terminalreporter.write_line(str(words))
