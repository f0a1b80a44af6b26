"""How commands speak: words on the terminal, JSON for programs, progress for what takes long, errors without traces."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import Any, NoReturn

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

out = Console(highlight=False, soft_wrap=True, emoji=False)
PATIENCE = 2.0
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def say(text: str) -> None:
    """One line for a person."""
    out.print(text, markup=False)


def as_json(value: Any) -> None:
    """A value for a program, on standard output, nothing beside it."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def warn(text: str) -> None:
    """Words on standard error, for what went wrong beside the answer."""
    err.print(f"dateline: {text}", markup=False)


def fail(text: str, *, status: int = 2) -> NoReturn:
    """Stop with words on standard error and an exit status."""
    warn(text)
    raise SystemExit(status)


Tell = Callable[[Iterable[Any]], Iterator[Any]]


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Tell]:
    """Hands out a wrapper for a loop; past two seconds it shows a bar on standard error (on a terminal)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=err, transient=True)
    started = time.monotonic()

    def tell(things: Iterable[Any]) -> Iterator[Any]:
        length = total if total is not None else (len(things) if isinstance(things, Sized) else None)
        task = bar.add_task(label, total=length)
        for thing in things:
            yield thing
            bar.advance(task)
            if err.is_terminal and not bar.live.is_started and time.monotonic() - started > PATIENCE:
                bar.start()

    try:
        yield tell
    finally:
        if bar.live.is_started:  # stopping one that was never shown would write an empty line
            bar.stop()
