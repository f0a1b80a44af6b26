"""Keys that stand in addresses: of previews for outsiders, invitations and new passwords. No log says one."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, MutableMapping
from functools import wraps
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponseBase

PREVIEW, WELCOME = "/newsroom/preview/", "/newsroom/welcome/"
MASK = "…"
KEY = re.compile(rf"((?:{PREVIEW}|{WELCOME}))[^/\s'\"<>?#&,;)\]}}…]+")
Answer = Callable[[HttpRequest], HttpResponseBase]


class TokensUnsaid:
    """Stands before all else: whatever is told of a request for such an address names no key."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer; Django's logs tell ``path``, its addresses are found by ``path_info``.

        What a slash is to be added to keeps its path: that is made from it, and nothing is logged of it.
        """
        for folder in (PREVIEW, WELCOME):
            if request.path.startswith(folder) and (folder == PREVIEW or "/" in request.path.removeprefix(folder)):
                request.path = f"{folder}{MASK}"
        return self.get_response(request)


def unsaid(text: str) -> str:
    """A text without the keys in the addresses that it names."""
    return KEY.sub(rf"\g<1>{MASK}", text)


def connect() -> None:
    """Have every record of Python's logs and of ours made without keys, whoever writes it and wherever it goes."""
    made = logging.getLogRecordFactory()
    if not getattr(made, "says_no_key", False):
        logging.setLogRecordFactory(_quiet(made))
    steps = structlog.get_config()["processors"]
    if event_unsaid not in steps:
        structlog.configure(processors=[event_unsaid, *steps])


def event_unsaid(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A step of structlog: an event's words without keys."""
    return {name: unsaid(said) if isinstance(said, str) else said for name, said in event.items()}


def _quiet(make: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    @wraps(make)
    def quiet(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        said = _said(record)
        if KEY.search(said):
            record.msg, record.args = unsaid(said), ()
        if record.exc_info:
            # A traceback names what was called with what; kept, it is not written a second time.
            told = logging.Formatter().formatException(record.exc_info)
            record.exc_text = unsaid(told) if KEY.search(told) else record.exc_text
        return record

    quiet.says_no_key = True  # type: ignore[attr-defined]
    return quiet


def _said(record: logging.LogRecord) -> str:
    """What a record says; nothing where its writer gave it the wrong number of words, which its handler tells."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return ""
