"""A PostgreSQL cluster of a test run's own, reached by a socket in its folder; nothing of it outlives the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

OWNER = "postgres"


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """Start one from the folder that holds ``initdb`` and ``pg_ctl``; yields its ``postgresql://`` address.

    PostgreSQL refuses to run as root: root lends the folder to the package's own user.
    """
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    as_owner: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER, OWNER)
        as_owner = ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups"]

    def call(program: str, *arguments: str) -> None:
        command = [*as_owner, str(programs / program), *arguments]
        said = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
        if said.returncode:
            raise RuntimeError(f"{program} failed: {said.stdout}{said.stderr}")

    data, log = str(folder / "data"), str(folder / "log")
    call("initdb", "-D", data, "-U", "dateline", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
    call("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
    try:
        yield f"postgresql://dateline@{quote(str(folder), safe='')}/postgres"
    finally:
        call("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)
