"""The judges find what is wrong with a bad page and let a good one pass."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page as Tab

from tests.validators import screen
from tests.validators.fixtures import Shown, Source
from tests.validators.page import Page

pytestmark = pytest.mark.validators

GOOD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Nato and Russia</title></head>
<body><main><h1>Talks resume</h1><p>Ministers met in Brussels.</p></main></body></html>
"""
TWO_FAULTS = GOOD.replace("<p>Ministers", '<img src="a.png"><div><p id=a>One<p id=a>Ministers')
NO_LANGUAGE = GOOD.replace(' lang="en"', "").replace("<p>", '<p style="color:#ccc;background:#fff">')
TOO_WIDE = GOOD.replace("<p>", '<p style="width:500px">')
WIDE_IN_A_BOX = GOOD.replace("<p>", '<div style="overflow-x:auto" tabindex="0"><p style="width:500px">')


def as_address(html: str) -> str:
    """A page as an address that a browser opens without a server."""
    return "data:text/html;charset=utf-8," + quote(html)


def test_the_html_checker_lets_a_good_page_pass(judge_source: Source) -> None:
    assert judge_source([Page("good", GOOD)]) == []


def test_the_html_checker_names_each_bad_page_among_many(judge_source: Source) -> None:
    found = judge_source([Page("good", GOOD), Page("bad", TWO_FAULTS), Page("also good", GOOD)])
    assert {message.page for message in found} == {"bad"}
    assert any("alt" in message.text for message in found)
    assert any("Duplicate ID" in message.text for message in found)


def test_the_html_checker_has_nothing_to_say_of_no_pages(judge_source: Source) -> None:
    assert judge_source([]) == []


def test_a_good_page_is_accessible_and_fits_a_small_screen(judge_shown: Shown) -> None:
    assert judge_shown(as_address(GOOD)) == []


def test_a_page_without_language_or_contrast_is_found_out(judge_shown: Shown) -> None:
    assert {message.rule for message in judge_shown(as_address(NO_LANGUAGE))} == {"html-has-lang", "color-contrast"}


def test_axe_runs_under_a_policy_that_forbids_scripts(judge_shown: Shown) -> None:
    policy = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>"""
    assert judge_shown(as_address(GOOD.replace("<title>", policy))) == []


def test_a_page_wider_than_a_small_screen_is_found_out(tab: Tab) -> None:
    tab.set_content(TOO_WIDE)
    (message,) = screen.fits(tab, "wide")
    assert message.place.startswith("<p style=")
    assert tab.viewport_size == {"width": 1280, "height": 800}


def test_a_table_that_scrolls_in_its_own_box_fits(tab: Tab) -> None:
    tab.set_content(WIDE_IN_A_BOX)
    assert screen.fits(tab, "boxed") == []
