"""For templates about accounts: the house's name, and where passkeys can be used."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.http import HttpRequest

from dateline.newsroom.accounts import mails
from dateline.newsroom.accounts.rights import has_second_step, must_have_second_step

register = template.Library()


@register.simple_tag
def house_name() -> str:
    """The name of the house."""
    return mails.house_name()


@register.simple_tag
def passkeys(request: HttpRequest) -> dict[str, str | bool]:
    """Whether passkeys work at the address that the browser shows (``here``), and a better one (``there``).

    A passkey belongs to a host name, and browsers offer it over HTTPS or on ``localhost`` only (WebAuthn level 3,
    5.1.3 and 13.4.8).
    """
    parts = urlsplit(f"{request.scheme}://{request.get_host()}")
    host = parts.hostname or ""
    try:
        loopback, name = ip_address(host).is_loopback, False
    except ValueError:
        loopback, name = host == "localhost" or host.endswith(".localhost"), True
    port = f":{parts.port}" if parts.port else ""
    there = f"{request.scheme}://localhost{port}/newsroom/" if loopback and not name else ""
    return {"here": name and (loopback or request.is_secure()), "there": there}


@register.simple_tag
def second_step(user: Any) -> dict[str, bool]:
    """Whether this person's role asks for a second step, and whether there is one."""
    return {"asked": must_have_second_step(user), "done": has_second_step(user)}
