"""A whole house in processes of its own, as `make run` starts it, for journeys through a real browser."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Page as Tab

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0
OWN_PASSWORD = "a password of my own"
EVERYTHING, CAREFUL = "everything", "careful"  # who may do all, and who is asked for a second step
T = TypeVar("T")


def free_port() -> int:
    """A port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


def member(role: str, tag: str) -> str:
    """The account name of the one who has a role at a desk: ``sub-editor-fa``."""
    return f"{role}-{tag}".replace(" ", "-")


class RunningHouse:
    """``dateline run`` on a home and port of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.log = home.with_suffix(".log")
        self.port = free_port()
        self.environment = os.environ | {
            "DATELINE_HOME": str(home),
            "DATELINE_PORT": str(self.port),
            "DATELINE_WORKERS": "1",
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._own_password = ""

    @property
    def address(self) -> str:
        """Scheme and host."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def password(self) -> str:
        """The first account's, as it is now."""
        if self._own_password:
            return self._own_password
        kept = (self.home / "newsroom" / "first-account.txt").read_text(encoding="utf-8")
        return kept.split("password: ")[1].strip()

    def password_is_my_own(self) -> None:
        """The first account has chosen ``OWN_PASSWORD``, by hand."""
        self._own_password = OWN_PASSWORD

    def log_in(self, tab: Tab, name: str = "chief", password: str = "") -> None:
        """Log in as the first account, which is asked for a password of its own the first time, or as somebody else."""
        tab.goto(f"{self.address}/newsroom/login/")
        tab.fill("input[name=login]", name)
        tab.fill("input[name=password]", password or self.password)
        tab.click("form.login-form button[type=submit]")
        if not password and not self._own_password:
            tab.wait_for_url("**/first-password/")
            tab.fill("input[name=new_password1]", OWN_PASSWORD)
            tab.fill("input[name=new_password2]", OWN_PASSWORD)
            tab.click("form.login-form button[type=submit]")
            self.password_is_my_own()
        tab.wait_for_url("**/newsroom/")

    def dateline(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one command of ``dateline`` to its end."""
        command = [sys.executable, "-m", "dateline.cli", *arguments]
        return subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=check)

    def staff(self, *tags: str) -> dict[str, int]:
        """Give these desks one person a role, whose screens speak the desk's language; each desk's reporters' group."""
        found: dict[str, int] = self._told("tests.journeys.staffing", *tags)
        return found

    def furnish(self, *tags: str) -> dict[str, Any]:
        """Leave a trace of each kind of work, as ``furnishing`` tells; the house has the sample bureau."""
        found: dict[str, Any] = self._told("tests.journeys.furnishing", *tags)
        return found

    def walkers(self, *tags: str) -> dict[str, Any]:
        """Two people a language, and the stories that they walk through; the house has the sample bureau."""
        found: dict[str, Any] = self._told("tests.journeys.walkers", *tags)
        return found

    def _told(self, module: str, *arguments: str) -> Any:
        """Run a process that works in this house and prints JSON at its end."""
        command = [sys.executable, "-m", module, *arguments]
        django = {"DJANGO_SETTINGS_MODULE": "dateline.server.settings"}
        done = subprocess.run(command, env=self.environment | django, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout.splitlines()[-1])  # before it stand the mails of what was done

    def mailed(self, pattern: str) -> str:
        """The last thing like this in the mails, which go to the terminal; waits for one."""
        return str(wait_for(lambda: (re.findall(pattern, self.log.read_text(encoding="utf-8")) or [""])[-1]))

    def start(self) -> None:
        """Start it and wait until readers are answered."""
        command = [sys.executable, "-m", "dateline.cli", "run"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=log)
        wait_for(lambda: self.get("/en/")[0] == 200)

    def stop(self, number: int = signal.SIGTERM) -> None:
        """End it."""
        if self._process:
            self._process.send_signal(number)
            self._process.wait(timeout=60)
            self._process = None

    def get(self, path: str) -> tuple[int, str]:
        """(status, body) of a page; (0, "") where nobody answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        except OSError:
            return 0, ""
        finally:
            connection.close()

    def shows(self, path: str, words: str) -> bool:
        """Whether readers find these words at an address."""
        status, body = self.get(path)
        return status == 200 and words in body


def wait_for(condition: Callable[[], T]) -> T:
    """Ask until the answer is true; fails after ``PATIENCE`` seconds, which bounds a hang and times nothing."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("it did not happen within the patience of the test")
