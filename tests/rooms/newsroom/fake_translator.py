"""A local server that stands for a machine translator: it answers as told and keeps what it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs


class Sent(NamedTuple):
    """One request; ``body`` is what its JSON or form says."""

    method: str
    path: str
    key: str
    body: Any


Answer = Callable[[Sent], tuple[int, Any]]


@contextmanager
def fake(answer: Answer) -> Iterator[tuple[str, list[Sent]]]:
    """The address of a server that gives ``answer`` (a status, and JSON, raw bytes or an address to go to instead)."""
    seen: list[Sent] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("GET", b"")

        def do_POST(self) -> None:
            self._answer("POST", self.rfile.read(int(self.headers.get("Content-Length", "0"))))

        def log_message(self, *_args: Any) -> None:
            """Silent."""

        def _answer(self, method: str, data: bytes) -> None:
            form = "urlencoded" in self.headers.get("Content-Type", "")
            body: Any = {name: values[0] for name, values in parse_qs(data.decode()).items()} if form else {}
            sent = Sent(
                method, self.path, self.headers.get("Authorization", ""), body or (json.loads(data) if data else {})
            )
            seen.append(sent)
            status, said = answer(sent)
            payload = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            if status in {301, 302, 307}:
                self.send_header("Location", said["to"])
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()
