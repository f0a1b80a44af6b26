"""Copies of a site to be proven: a folder of files, or a server that is asked for every address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import quote

import urllib3
from urllib3.exceptions import HTTPError

from dateline.press.tree import Leaf
from dateline.server.proving.places import NAMED, ROOT, file_of

PATIENCE = urllib3.Timeout(connect=10, read=60)
LARGEST_PAGE = 64_000_000
CHUNK = 1 << 20
MISSING = "missing"


class Got(NamedTuple):
    """What a server answered; the bytes without any content coding."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Unreachable(Exception):
    """A copy that cannot be read; the message says why and what to do."""


class Found(Protocol):
    """A copy of a site."""

    def proof(self, name: str) -> str:
        """What stands under ``/.well-known/dateline/``; raises Unreachable."""
        ...

    def page(self, leaf: Leaf) -> tuple[str, bytes]:
        """(what differs from the leaf, or "" or "missing"; the bytes that were found)."""
        ...

    def file(self, name: str) -> str:
        """The first digits of the digest of a picture, sound or film; "" where it is missing."""
        ...

    def superfluous(self, named: set[str]) -> Iterator[str]:
        """What stands there beside the files named, as far as it can be seen."""
        ...


class Folder:
    """A plain tree of files, as ``dateline site export`` writes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def proof(self, name: str) -> str:
        """See Found."""
        path = self._folder / ROOT.strip("/") / name
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Unreachable(f"{path} cannot be read ({error}): is this the top folder of an export?") from None

    def page(self, leaf: Leaf) -> tuple[str, bytes]:
        """See Found. A tree has no statuses and no headers: only bytes are compared."""
        name = file_of(leaf)
        if name is None:
            return "", b""
        path = self._folder / name
        if self._folder not in path.resolve().parents or not path.is_file():
            return MISSING, b""
        body = path.read_bytes()
        return ("" if sha256(body).hexdigest() == leaf.sha256 else "its bytes were altered"), body

    def file(self, name: str) -> str:
        """See Found."""
        path = self._folder / name
        if not path.is_file():
            return ""
        with path.open("rb") as handle:
            return file_digest(handle, "sha256").hexdigest()[:NAMED]

    def superfluous(self, named: set[str]) -> Iterator[str]:
        """See Found."""
        ours = ROOT.removeprefix("/")
        for path in sorted(each for each in self._folder.rglob("*") if not each.is_dir()):
            name = path.relative_to(self._folder).as_posix()
            if name not in named and not name.startswith(ours):
                yield name


class Web:
    """A server: each address is asked for once, without following where it leads."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._pool = urllib3.PoolManager(timeout=PATIENCE, retries=urllib3.Retry(2, redirect=False, status=False))

    def proof(self, name: str) -> str:
        """See Found."""
        answer = self._ask(f"{ROOT}{name}")
        if answer.status != 200:
            raise Unreachable(
                f"{self._address}{ROOT}{name} answers {answer.status}: the site there publishes nothing that proves it"
            )
        return answer.body.decode("utf-8", "replace")

    def page(self, leaf: Leaf) -> tuple[str, bytes]:
        """See Found."""
        answer = self._ask(leaf.path)
        if answer.status != leaf.status:
            gone = answer.status in {404, 410}
            return (MISSING if gone and leaf.status == 200 else f"status {answer.status}, not {leaf.status}"), b""
        wanted = {"Content-Type": leaf.media_type, "Content-Language": leaf.language, **leaf.headers}
        for name, value in wanted.items():
            got = answer.headers.get(name, "")
            if value and _plain(got) not in {_plain(value), _plain(f"{self._address}{value}")}:
                return f"header {name} is {got!r}, not {value!r}", answer.body
        return ("" if sha256(answer.body).hexdigest() == leaf.sha256 else "its bytes were altered"), answer.body

    def file(self, name: str) -> str:
        """See Found."""
        total = sha256()
        try:
            answer = self._pool.request("GET", f"{self._address}/{name}", preload_content=False, redirect=False)
            for piece in answer.stream(CHUNK):
                total.update(piece)
            answer.release_conn()
        except HTTPError as error:
            raise Unreachable(f"{self._address}/{name} does not answer: {error}") from None
        return total.hexdigest()[:NAMED] if answer.status == 200 else ""

    def superfluous(self, named: set[str]) -> Iterator[str]:
        """Nothing: a server does not tell which addresses it has. No page that was proven leads to another one."""
        yield from ()

    def _ask(self, path: str) -> Got:
        try:
            answer = self._pool.request("GET", self._address + quote(path), preload_content=False, redirect=False)
            body = answer.read(LARGEST_PAGE + 1, decode_content=True)
            answer.release_conn()
        except HTTPError as error:
            raise Unreachable(f"{self._address}{path} does not answer: {error}") from None
        if len(body) > LARGEST_PAGE:
            raise Unreachable(f"{self._address}{path} is longer than any page of ours")
        return Got(answer.status, answer.headers, body)


def _plain(value: str) -> str:
    return value.replace(" ", "").lower()
