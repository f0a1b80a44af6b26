"""What it costs to log in, write, add a picture and publish: counted, held to docs/budgets.md; the time is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.journeys.hand import Hand
from tests.journeys.house import ROOT, RunningHouse, member, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.newsroom, pytest.mark.slow, pytest.mark.xdist_group("journey")]

HEADLINE = "Night trains to run again in spring"
PROMISE = re.compile(r"\| log in, write, picture, publish \| (\d+) clicks, (\d+) fields \|")


def test_log_in_write_picture_publish_is_counted_in_clicks_and_seconds(
    house: RunningHouse,
    reporters: dict[str, int],
    browser: Browser,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    photo = tmp_path / "train.png"
    Image.effect_noise((640, 400), 64).save(photo)
    chief = Hand(house, browser)
    chief.log_in(member("desk chief", "en"))
    chief.new_edition()
    chief.fill("[name=title]", HEADLINE)
    chief.add_lead_picture(photo, title="Night train", alt="en: A train in the dark")
    chief.write("The first train leaves on Sunday.")
    chief.act("[name=action-publish]")
    wait_for(lambda: HEADLINE in house.get("/en/")[1])
    words = f"log in, write, picture, publish: {chief.clicks} clicks, {chief.texts} fields typed into"
    record_property("printed", f"{words}, {chief.seconds:.0f} s until readers had it")
    promised = PROMISE.search((ROOT / "docs" / "budgets.md").read_text(encoding="utf-8"))
    assert promised
    assert (chief.clicks, chief.texts) == tuple(map(int, promised.groups())), words
