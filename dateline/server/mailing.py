"""How the newsroom sends mail: ``DATELINE_EMAIL_URL``, read strictly."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

CONSOLE = "django.core.mail.backends.console.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
SENDER = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
PATIENCE = 15


class MailAddressError(ValueError):
    """The address of the mail server cannot be used; the message says what is wanted."""


@dataclass(frozen=True)
class Mailing:
    """Where mail goes: to the terminal where ``host`` is empty, else to this SMTP server."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    scheme: str = "console"
    sender: str = ""

    def settings(self, fallback: str) -> dict[str, Any]:
        """Django's settings for it; ``fallback`` is the sender where the address names none."""
        return {
            "EMAIL_BACKEND": SMTP if self.host else CONSOLE,
            "EMAIL_HOST": self.host or "localhost",
            "EMAIL_PORT": self.port or PORTS["smtp"],
            "EMAIL_HOST_USER": self.user,
            "EMAIL_HOST_PASSWORD": self.password,
            "EMAIL_USE_SSL": self.scheme == "smtps",
            "EMAIL_USE_TLS": self.scheme == "smtp+starttls",
            "EMAIL_TIMEOUT": PATIENCE,
            "DEFAULT_FROM_EMAIL": self.sender or fallback,
        }


def mailing(text: str) -> Mailing:
    """Read ``console`` or ``smtp[s|+starttls]://[user:password@]host[:port][?from=sender]``.

    Either may name the sender: ``console?from=desk@news.example``. Raises MailAddressError.
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        raise MailAddressError("names no host that can be: an IPv6 address stands in [ and ]") from None
    sender = _sender(parts.query)
    if text.partition("?")[0] == "console":
        return Mailing(sender=sender)
    if parts.scheme not in PORTS or not text.startswith(f"{parts.scheme}://"):
        raise MailAddressError("must be console, or begin with smtp://, smtps:// or smtp+starttls://")
    if not parts.hostname:
        raise MailAddressError("names no host: it must look like smtp://user:password@mail.example:25")
    if parts.path not in {"", "/"} or parts.fragment:
        raise MailAddressError("has something after the host; a password with / ? # or @ must be percent-encoded")
    if bool(parts.username) != bool(parts.password):
        raise MailAddressError("gives a name without a password or the other way round; give both or neither")
    return Mailing(
        host=parts.hostname,
        port=_port(text) or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        scheme=parts.scheme,
        sender=sender,
    )


def _port(text: str) -> int:
    try:
        port = urlsplit(text).port
    except ValueError:
        port = 0
    if port == 0:
        raise MailAddressError("has a port that is none; it must be a whole number from 1 to 65535")
    return port or 0


def _sender(query: str) -> str:
    try:
        given = parse_qsl(query, keep_blank_values=True, strict_parsing=True) if query else []
    except ValueError:
        given = [("", "")]
    if len(given) > 1 or any(name != "from" or not SENDER.fullmatch(value) for name, value in given):
        raise MailAddressError("may end in ?from=desk@news.example, the sender of the mails, and in nothing else")
    return given[0][1] if given else ""
