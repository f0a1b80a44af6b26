"""Fixtures that start servers: ask for one by name, and the test is skipped with the reason where it is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

import pytest

from tests import programs
from tests.servers import nginx, postgres

Serving = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """The ``postgresql://`` address of an empty cluster, as ``DATELINE_DATABASE`` takes it."""
    with postgres.cluster(programs.postgres()) as address:
        yield address


@pytest.fixture(scope="session")
def nginx_serving() -> Serving:
    """``with nginx_serving(server="root ...;") as address:`` runs nginx for the time of a block."""
    return partial(nginx.serving, programs.nginx())
