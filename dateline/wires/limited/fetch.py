"""Fetches a page that an editor names: http and https only, public addresses only, each redirect looked at anew."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from typing import BinaryIO, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from dateline.wires.draft import Refused
from dateline.wires.limited.words import Fetched

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {80, 443, 8080, 8443}
REDIRECTS, MOST = {301, 302, 303, 307, 308}, 5
SECONDS, PATIENCE = 20.0, 8.0
PART = 64 * 1024
HEADERS = {
    "User-Agent": "Dateline newsroom import",
    "Accept": "text/html,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
# Ranges that carry an IPv4 address inside or lead to networks of one's own, whatever ``is_global`` says of them.
NOT_PUBLIC = tuple(
    ipaddress.ip_network(each)
    for each in (
        "0.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2002::/16", "3fff::/20", "5f00::/16",
        "fc00::/7", "fe80::/10", "fec0::/10",
    )
)  # fmt: skip


class Ways(NamedTuple):
    """How names become addresses and addresses connections; tests put their own here."""

    resolve: Callable[[str, int], list[str]]
    connect: Callable[[str, int, float], socket.socket]


def _resolve(host: str, port: int) -> list[str]:
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _connect(address: str, port: int, patience: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=patience)


WAYS = Ways(_resolve, _connect)


def fetch(address: str, into: BinaryIO, *, types: tuple[str, ...], largest: int, ways: Ways = WAYS) -> Fetched:
    """Write what an address answers into a file; raises Refused saying why not and what to do.

    ``types`` are the media types wanted, ``largest`` the most bytes. The name is looked up once a hop and the
    connection goes to the address that was checked, so a name that changes its mind leads nowhere.
    """
    deadline = time.monotonic() + SECONDS
    for _ in range(MOST + 1):
        parts, port = _checked(address)
        with closing(_ask(parts, port, deadline, ways)) as answer:
            if answer.status not in REDIRECTS:
                return _take(answer, address, into, (types, largest, deadline))
            target = answer.getheader("Location", "")
        if not target:
            raise Refused("the address redirects without saying where to: open it in a browser and save the page")
        address = urljoin(address, target)
    raise Refused(f"the address redirects more than {MOST} times: open it in a browser and give the last address")


def _checked(address: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(address.strip())
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise Refused(f"{address} is no address that can be fetched: check it for typing errors") from None
    if parts.scheme not in {"http", "https"}:
        raise Refused(f"only http and https addresses are fetched, not {parts.scheme or 'one without a scheme'}")
    if not parts.hostname or any(character.isspace() or ord(character) < 32 for character in address.strip()):
        raise Refused(f"{address} names no host: write it as https://host/page")
    if parts.username or parts.password:
        raise Refused("the address holds a name or a password: give one without, or save the page and drop the file")
    if port not in PORTS:
        raise Refused(f"port {port} is not one that web pages stand on ({', '.join(map(str, sorted(PORTS)))})")
    return parts, port


def public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; one that hides another is judged by the one it hides."""
    found: Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if any(found.version == each.version and found in each for each in NOT_PUBLIC):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _addresses(host: str, port: int, ways: Ways) -> list[str]:
    try:
        found = ways.resolve(host.encode("idna").decode() if not host.isascii() else host, port)
    except (OSError, UnicodeError):
        raise Refused(f"there is no host called {host}, or its name cannot be looked up now") from None
    if not found or not all(public(each) for each in found):
        raise Refused(f"{host} is in a private, local or reserved network, and those are never fetched")
    return found


def _ask(parts: SplitResult, port: int, deadline: float, ways: Ways) -> http.client.HTTPResponse:
    host = parts.hostname or ""
    chosen = _addresses(host, port, ways)[0]
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    connection.default_port = 443 if parts.scheme == "https" else 80
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    try:
        connection.sock = _secured(ways.connect(chosen, port, _left(deadline)), host, parts.scheme)
        connection.request("GET", _quoted(path), headers=HEADERS)
        return connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        raise _no_answer(host, error) from None


def _no_answer(host: str, error: Exception) -> Refused:
    if isinstance(error, ssl.SSLError):
        return Refused(f"{host} cannot be trusted ({error.reason or 'its certificate is wrong'})")
    if isinstance(error, TimeoutError):
        return Refused(f"{host} took too long to answer: try again later, or save the page and drop the file")
    return Refused(f"{host} does not answer as a web server does: try again later")


def _secured(plain: socket.socket, host: str, scheme: str) -> socket.socket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain


def _quoted(path: str) -> str:
    return "".join(each if "!" <= each <= "~" else "".join(f"%{byte:02X}" for byte in each.encode()) for each in path)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(left, PATIENCE)


def _take(
    answer: http.client.HTTPResponse, address: str, into: BinaryIO, limits: tuple[tuple[str, ...], int, float]
) -> Fetched:
    types, largest, deadline = limits
    if answer.status != 200:
        raise Refused(f"the address answers {answer.status} {answer.reason}: open it in a browser and save the page")
    kind = answer.getheader("Content-Type", "")
    if kind.partition(";")[0].strip().lower() not in types:
        raise Refused(f"the address answers with {kind or 'no type'}, and what can be imported is: {', '.join(types)}")
    coding = answer.getheader("Content-Encoding", "identity").strip().lower()
    if coding not in {"", "identity", "gzip"}:
        raise Refused(f"the address answers packed as {coding}: save the page in a browser and drop the file")
    unpack = zlib.decompressobj(31) if coding == "gzip" else None
    size = 0
    try:
        while part := answer.read1(PART):
            _left(deadline)
            part = unpack.decompress(part, largest + 1) if unpack else part
            size += len(part)
            if size > largest:
                raise Refused(f"the page is larger than {largest // 1024 // 1024} MB: save its text alone")
            into.write(part)
    except TimeoutError:
        raise Refused("the page came too slowly: try again later, or save it and drop the file") from None
    except (OSError, http.client.HTTPException, zlib.error):
        raise Refused("the page broke off while it came: try again") from None
    into.flush()
    return Fetched(media_type=kind, address=address)
