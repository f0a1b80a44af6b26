"""When a house is open: its port was free, and each of its doors has answered for the first time."""

from __future__ import annotations

import socket
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from dateline.server.config import Config, ConfigError

DOORS = {"/": "the readers' page", "/newsroom/login/": "the newsroom's login"}
PATIENCE = 10.0
# A server that listens on every address of the machine is asked on loopback.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (compared with, never listened on)


def claim_port(settings: Config) -> None:
    """ConfigError, in words, where the web server could not listen on its host and port."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            # As servers do: a port whose last connections are still closing is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        raise ConfigError(
            f"cannot listen on {settings.host}, port {settings.port} ({error.strerror or error}). Is a house running "
            f"there already? Stop it, or choose another port with DATELINE_PORT"
        ) from error


class Doors:
    """The addresses that must answer before a house says that it is open; each is waited for once."""

    def __init__(self, settings: Config, tell: Callable[[str], None], doors: dict[str, str] = DOORS) -> None:
        self._host = EVERYWHERE.get(settings.host, settings.host)
        self._port = settings.port
        self._tell = tell
        self._closed = list(doors.items())
        self._told = ""

    def open(self) -> bool:
        """Ask the next door that has not answered yet, saying once what is waited for; True when all have."""
        while self._closed:
            path, name = self._closed[0]
            if self._told != path:
                self._told = path
                self._tell(f"Waiting for {name} to answer ...")
            if not self._answers(path):
                return False
            del self._closed[0]
        return True

    def _answers(self, path: str) -> bool:
        """Readers get their page only once it is printed, so its absence is no answer; any refusal by name is one."""
        connection = HTTPConnection(self._host, self._port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            status = connection.getresponse().status
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
        return status < 500 and status != 404
