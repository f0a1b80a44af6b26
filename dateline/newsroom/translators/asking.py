"""Asking a translator over HTTP: one try, a time limit, no redirects, and every failure in words for an editor."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any, NoReturn

import urllib3
from django.utils.translation import gettext as _
from urllib3.exceptions import HTTPError, NewConnectionError, TimeoutError

from dateline.newsroom.refusal import Refusal

# A translator that sends us elsewhere would send the key and the text there, so redirects are not followed.
LINE = urllib3.PoolManager(timeout=urllib3.Timeout(connect=10, read=60), retries=False)
WHOLE = 120
LARGEST = 5 * 1024 * 1024
PART = 64 * 1024
DETAIL = 200


def get(name: str, address: str) -> Any:
    """What an address answers, as JSON."""
    return _ask(name, "GET", address)


def post(name: str, address: str, said: Mapping[str, Any], *, key: str = "") -> Any:
    """Send JSON, with ``key`` as the Authorization where one is given; what is answered, as JSON."""
    return _ask(name, "POST", address, json=said, headers={"Authorization": key} if key else {})


def post_form(name: str, address: str, said: Mapping[str, str]) -> Any:
    """The same with a form instead of JSON."""
    return _ask(name, "POST", address, fields=said, encode_multipart=False)


def strange(name: str) -> NoReturn:
    """It answered, and not as it should."""
    raise Refusal(_("%(name)s answered with something that is no translation. Nothing was changed.") % {"name": name})


def unable(name: str, detail: str = "") -> NoReturn:
    """It does not know these languages, or not together."""
    words = _("%(name)s cannot translate between these two languages. Nothing was changed.") % {"name": name}
    raise Refusal(f"{words} {_told(name, detail)}" if detail else words)


def _ask(name: str, method: str, address: str, **said: Any) -> Any:
    try:
        answer = LINE.request(method, address, preload_content=False, redirect=False, **said)
        data = _whole(name, answer)
    except NewConnectionError:  # urllib3 counts it among the timeouts
        _away(name)
    except TimeoutError:
        _late(name)
    except HTTPError:
        _away(name)
    try:
        found = json.loads(data)
    except ValueError:
        found = None
    if answer.status != 200:
        _failed(name, answer.status, _detail(found))
    if found is None:
        strange(name)
    return found


def _whole(name: str, answer: urllib3.BaseHTTPResponse) -> bytes:
    """The answer, within its limits of size and time."""
    data, until = b"", time.monotonic() + WHOLE
    for part in answer.stream(PART):
        data += part
        if len(data) > LARGEST:
            strange(name)
        if time.monotonic() > until:
            _late(name)
    return data


def _away(name: str) -> NoReturn:
    words = _("%(name)s cannot be reached now. Nothing was changed; try again later, or translate by hand.")
    raise Refusal(words % {"name": name})


def _late(name: str) -> NoReturn:
    words = _(
        "%(name)s took too long to answer. Nothing was changed; ask for fewer blocks at once, or try again later."
    )
    raise Refusal(words % {"name": name})


def _failed(name: str, status: int, detail: str) -> NoReturn:
    """What a status means to an editor; what the translator says of itself stands behind it."""
    if status in {400, 404, 422}:
        unable(name, detail)
    spent = _("What this newsroom may send to %(name)s is used up for now.")
    unknown = _("%(name)s does not accept this newsroom’s key. Tell whoever looks after the server.")
    known = {
        401: unknown,
        402: spent,
        403: unknown,
        413: _("That was too much for %(name)s at once. Ask for fewer blocks."),
        429: _("%(name)s asks for a pause. Try again in a few minutes."),
        456: spent,
    }
    words = known.get(status, _("%(name)s is out of order now (%(status)s). Try again later."))
    told = words % {"name": name, "status": status}
    raise Refusal(f"{told} {_told(name, detail)}" if detail else told)


def _told(name: str, detail: str) -> str:
    return _("%(name)s says: “%(detail)s”") % {"name": name, "detail": detail}


def _detail(said: Any) -> str:
    """A sentence out of the answer, wherever these services put it; empty where it holds none."""
    for name in ("explanation", "error", "message", "detail"):
        found = said.get(name) if isinstance(said, dict) else None
        if isinstance(found, dict):
            found = found.get("message")
        if isinstance(found, str) and found.strip():
            return " ".join(found.split())[:DETAIL]
    return ""
