"""HTTP answers: status lines, the security headers that every answer carries, and how long each may be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec

from dateline.press.site import StoredPage
from dateline.server.negotiate import byte_range, coding, etag, has_it
from dateline.server.parts import DOWNLOADING, LONGEST, Download, Part, Places, cut

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]
Headers = list[tuple[str, str]]

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; style-src 'self';"
    " img-src 'self' data:; media-src 'self'; font-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY: Headers = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]
# RFC 6797. Not for subdomains: those may be other people's.
HSTS_SECONDS = 31_536_000
ONLY_HTTPS: Headers = [("Strict-Transport-Security", f"max-age={HSTS_SECONDS}")]
FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=0, must-revalidate"
NEVER = "no-store"
PLACES = Places(DOWNLOADING)
BUSY = (
    "As many large files as may be are being fetched whole at the moment. Try again in half a minute, or ask for parts"
    " (Range), as players do: those are answered at once.\n"
)
NO_BODY = {HTTPStatus.NOT_MODIFIED}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A whole answer before it is sent."""

    status: int
    headers: Headers
    body: bytes = b""
    part: Part | None = None
    download: Download | None = None

    @property
    def length(self) -> int:
        """How many bytes it brings."""
        return len(self.part.span) if self.part else len(self.body)

    def content(self, method: str) -> Iterable[bytes]:
        """What is sent: nothing to a HEAD, a list where all is at hand, an iterator over a whole large file."""
        if method == "HEAD" or self.status in NO_BODY:
            return []
        return self.download or [self.part.read() if self.part else self.body]


def send(answer: Answer, environ: Environ, start_response: StartResponse, *, secure: bool = False) -> Iterable[bytes]:
    """Send an answer; a HEAD gets the headers alone. ``secure``: the house stands at https and nowhere else."""
    status = HTTPStatus(answer.status)
    headers = [*answer.headers, *SECURITY, *(ONLY_HTTPS if secure else ())]
    if status not in NO_BODY:
        headers.append(("Content-Length", str(answer.length)))
    start_response(f"{status.value} {status.phrase}", headers)
    return answer.content(str(environ.get("REQUEST_METHOD", "GET")))


def stored(page: StoredPage, environ: Environ) -> Answer:
    """A page of the site in the coding that the request likes best; 304 where it has it already."""
    name, body = coding(page, environ.get("HTTP_ACCEPT_ENCODING"))
    tag = etag(page, name)
    lasting = FOREVER if page.path.startswith("/assets/") else BRIEFLY
    headers: Headers = [("ETag", tag), ("Cache-Control", lasting), ("Vary", "Accept-Encoding"), *page.headers.items()]
    if page.status == HTTPStatus.OK and has_it(environ.get("HTTP_IF_NONE_MATCH"), tag):
        return Answer(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    headers.append(("Content-Type", page.media_type))
    if page.language:
        headers.append(("Content-Language", page.language))
    if name != "identity":
        headers.append(("Content-Encoding", name))
    return Answer(status=page.status, headers=headers, body=body)


def kept_file(file: Path, media_type: str, environ: Environ) -> Answer:
    """A picture, sound or film, or the part of it that a reader still lacks; its name stands for its bytes for good."""
    tag, size = f'"{file.stem}"', file.stat().st_size
    headers: Headers = [("ETag", tag), ("Cache-Control", FOREVER), ("Accept-Ranges", "bytes")]
    if has_it(environ.get("HTTP_IF_NONE_MATCH"), tag):
        return Answer(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    same = environ.get("HTTP_IF_RANGE", tag) == tag
    part = byte_range(environ.get("HTTP_RANGE"), size) if same and environ.get("REQUEST_METHOD") == "GET" else None
    if part is None:
        return _whole(Part(file, range(size)), [*headers, ("Content-Type", media_type)], environ)
    if part.start >= part.stop:
        unmet = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return plain(unmet, "The file has no such bytes.\n", ("Content-Range", f"bytes */{size}"))
    given = cut(part)
    headers += [("Content-Type", media_type), ("Content-Range", f"bytes {given.start}-{given.stop - 1}/{size}")]
    return Answer(status=HTTPStatus.PARTIAL_CONTENT, headers=headers, part=Part(file, given))


def _whole(part: Part, headers: Headers, environ: Environ) -> Answer:
    download = None
    if len(part.span) > LONGEST and environ.get("REQUEST_METHOD") != "HEAD":
        download = PLACES.take(part.file)
        if download is None:
            return plain(HTTPStatus.SERVICE_UNAVAILABLE, BUSY, ("Retry-After", "30"))
    return Answer(status=HTTPStatus.OK, headers=headers, part=part, download=download)


def plain(status: int, text: str, *headers: tuple[str, str]) -> Answer:
    """A short answer in plain text, never kept."""
    about: Headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", NEVER), *headers]
    return Answer(status=status, headers=about, body=text.encode())
