"""Ten pages of the sample bureau as Lighthouse scores them: 100 for accessibility, best practices and SEO."""

from __future__ import annotations

import re

import pytest

from tests.journeys.house import RunningHouse
from tests.validators import lighthouse

pytestmark = [pytest.mark.browser, pytest.mark.validators, pytest.mark.slow, pytest.mark.all]
DAY = "/2009/03/06/"


def story(house: RunningHouse, segment: str) -> str:
    """The address of the story of that day in a language."""
    found = re.search(rf'href="(/{segment}{DAY}[^"/]+)"', house.get(f"/{segment}{DAY}")[1])
    assert found
    return found.group(1)


def test_ten_pages_reach_the_full_score(bureau: RunningHouse) -> None:
    english = story(bureau, "en")
    stories = [english, *(story(bureau, segment) for segment in ("fa", "km", "zh-hans"))]
    others = ["/", "/en/", "/ur/", "/en/archive/", "/en/about", f"/lite{english}"]
    pages = [*stories, *others]
    assert len(pages) == 10
    assert lighthouse.judge([bureau.address + path for path in pages]) == []
