"""An nginx of a test run's own on a free loopback port, with every file it writes in a temporary folder."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONFIG = """
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr warn;
events {{ worker_connections 64; }}
http {{
  types {{ text/html html; text/css css; application/xml xml; image/png png; image/webp webp; }}
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {http}
  server {{ listen 127.0.0.1:{port}; {server} }}
}}
"""


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        port: int = each.getsockname()[1]
        return port


@contextmanager
def serving(program: str, *, server: str, http: str = "") -> Iterator[str]:
    """Run nginx with these directives inside its ``server`` and ``http`` parts; yields its address."""
    with tempfile.TemporaryDirectory(prefix="dateline-nginx-") as name:
        port = free_port()
        settings = Path(name) / "nginx.conf"
        settings.write_text(CONFIG.format(folder=name, port=port, server=server, http=http), encoding="utf-8")
        process = subprocess.Popen([program, "-c", str(settings), "-p", name], stderr=subprocess.PIPE, text=True)
        try:
            wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.communicate(timeout=10)


def wait_for(port: int, process: subprocess.Popen[str], *, tries: int = 200) -> None:
    """Return once the port answers; raises RuntimeError with nginx's own words when it ends before."""
    for _ in range(tries):
        if process.poll() is not None:
            raise RuntimeError(f"nginx ended: {process.communicate()[1]}")
        with socket.socket() as each:
            if each.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx does not answer")
