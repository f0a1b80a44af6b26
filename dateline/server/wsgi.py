"""The WSGI application of the whole house: the newsroom under ``/newsroom/``, readers everywhere else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from dateline.server.answers import Environ, StartResponse
from dateline.server.counting import NEWSROOM
from dateline.server.reader_app import application as readers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.server.settings")
newsroom = get_wsgi_application()


def application(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """WSGI."""
    path = str(environ.get("PATH_INFO", ""))
    inside = path == "/newsroom" or path.startswith("/newsroom/")
    handler: Any = newsroom if inside else readers
    answer: Iterable[bytes] = handler(environ, _counted(start_response) if inside else start_response)
    return answer


def _counted(start_response: StartResponse) -> StartResponse:
    def start(status: str, *rest: Any) -> Any:
        NEWSROOM[int(status[0])].inc()
        return start_response(status, *rest)

    return start
