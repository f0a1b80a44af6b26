"""Where the programs are that some tests need; a test whose program is missing is skipped and says how to get it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[1]
NODE_MODULES = ROOT / "node_modules"


def missing(what: str, package: str) -> NoReturn:
    """Skip the test, naming the package that it lacks."""
    pytest.skip(f"{what} is missing: sudo apt-get install {package} (or `make tools` as root)")


def chromium() -> str:
    """The browser's program."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or missing("Chromium", "chromium")


def java() -> str:
    """The Java runtime."""
    return shutil.which("java") or missing("Java", "default-jre-headless")


def epubcheck() -> str:
    """The checker of EPUB files, which Java runs."""
    found = Path("/usr/share/java/epubcheck.jar")
    return str(found) if found.is_file() else missing("EPUBCheck", "epubcheck")


def w3m() -> str:
    """The text browser."""
    return shutil.which("w3m") or missing("w3m", "w3m")


def nginx() -> str:
    """The web server that mirrors are tried on."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin") or missing("nginx", "nginx")


def postgres() -> Path:
    """The folder of PostgreSQL's own programs (initdb, postgres), newest version first."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    found = max(folders, key=lambda folder: float(folder.parent.name), default=None)
    return found or missing("PostgreSQL", "postgresql")


def npm_file(name: str) -> Path:
    """A file of an npm package below ``node_modules``."""
    path = NODE_MODULES / name
    if not path.is_file():
        pytest.skip(f"node_modules/{name} is missing: run `make tools` (needs npm: sudo apt-get install npm)")
    return path
