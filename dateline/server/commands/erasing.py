"""``dateline kill`` and ``dateline receipt``."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from dateline.newsroom.actions.kill import How, Wish
from dateline.newsroom.actions.sign_off import ask_to_kill
from dateline.newsroom.erasing.paper import paper
from dateline.newsroom.models.receipt import Receipt
from dateline.newsroom.refusal import Refusal
from dateline.press.run import PressBusy
from dateline.publish import publish, waiting
from dateline.server.config import config
from dateline.server.erasures import settle
from dateline.server.house import now, open_house
from dateline.server.screen import as_json, fail, say


def kill(story: UUID, *, answer: How = "gone", target: str = "", reason: str = "", json: bool = False) -> None:
    """Take a story out of every language and surface, erase it, and print the receipt.

    Parameters
    ----------
    story
        The story's id, as the audit log and the receipts' screen show it.
    answer
        gone: 410 with a neutral note. absent: 404, without trace. moved: 301 to the target.
    target
        An address of this site, for "moved".
    reason
        Why, for the receipt.
    json
        Print the receipt as JSON.
    """
    try:
        done = ask_to_kill(story, Wish(how=answer, target=target), user=None, reason=reason)
    except Refusal as refusal:
        fail(refusal.words)
    _follow()
    _print(Receipt.objects.get(pk=done.pk), json=json)


def receipt(number: UUID | None = None, *, json: bool = False, file: Path | None = None) -> None:
    """Print a receipt, or list all; exit status 1 while somebody has not let go yet.

    Parameters
    ----------
    number
        The receipt's number; without one all are listed.
    json
        Print JSON.
    file
        Write the text to a file.
    """
    if number is None:
        for each in Receipt.objects.all():
            state = "whole" if each.whole else each.state if each.state != "done" else "waits for followers"
            say(f"{each.pk}  {each.kind}  {each.asked:%Y-%m-%d %H:%M} UTC  {state}")
        return
    found = Receipt.objects.filter(pk=number).first()
    if found is None:
        fail(f"there is no receipt {number}: `dateline receipt` lists them")
    _print(found, json=json, file=file)


def _follow() -> None:
    """Bring site and search along at once, unless a worker runs: then it does so by itself."""
    try:
        house = open_house()
    except PressBusy:
        return
    try:
        while waiting(house):
            publish(house, now=now())
        settle(house, config(), now())
    finally:
        house.close()


def _print(found: Any, *, json: bool, file: Path | None = None) -> None:
    sheet = paper(found)
    if json:
        as_json(sheet)
    elif file is not None:
        file.write_text("\n".join(sheet.text()) + "\n")
    else:
        for line in sheet.text():
            say(line)
    if not found.whole:
        raise SystemExit(1)
