"""Handing a story on: links that carry its headline and address whole, whatever stands in them."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.rooms.reader.bureau import bureau, bureau_with_a_face
from tests.rooms.reader.conftest import parsed
from tests.rooms.reader.rack import site

HEADLINE = {"en": "English 12 </title> & “x”", "fa": "فارسی 12 </title> & “x”"}


@pytest.mark.parametrize("tag", ["en", "fa"])
def test_each_way_hands_on_headline_and_address_and_loads_nothing(tag: str) -> None:
    page = parsed(site(bureau("en", "fa"), KINDS, furniture())[f"/{tag}/2009/03/06/us-russia-missiles"])
    address = f"https://dateline.example/{tag}/2009/03/06/us-russia-missiles"
    headline = page.xpath("//h1")[0].text_content()
    links = page.xpath("//section[@aria-labelledby='share']//a/@href")
    asked = {urlsplit(link).netloc or urlsplit(link).scheme: parse_qs(urlsplit(link).query) for link in links}
    assert headline == HEADLINE[tag]
    assert asked == {
        "wa.me": {"text": [f"{headline} {address}"]},
        "t.me": {"url": [address], "text": [headline]},
        "mailto": {"subject": [headline], "body": [address]},
    }
    assert not [link for link in links if "+" in link or unquote(link) == link]
    assert page.xpath("//section[@aria-labelledby='share']//*[@src]") == []


@pytest.mark.parametrize("tag", ["en", "fa"])
def test_an_error_is_reported_by_a_letter_that_names_story_and_version(tag: str) -> None:
    pages = site(bureau_with_a_face("en", "fa"), KINDS, furniture())
    for prefix in ("", "/lite"):
        page = parsed(pages[f"{prefix}/{tag}/2009/03/06/us-russia-missiles"])
        (link,) = [href for href in page.xpath("//main//a/@href") if href.startswith("mailto:desk@")]
        parts = urlsplit(link)
        assert parts.path == "desk@dateline.example"
        words = {"en": "Report an error", "fa": "گزارش خطا"}[tag]
        assert parse_qs(parts.query) == {
            "subject": [f"{words}: {HEADLINE[tag]}"],
            "body": [f"https://dateline.example/{tag}/2009/03/06/us-russia-missiles#v3"],
        }


def test_a_house_without_an_address_offers_no_letter() -> None:
    page = parsed(site(bureau("en", "fa"), KINDS, furniture())["/en/2009/03/06/us-russia-missiles"])
    assert page.xpath("//main//a[starts-with(@href, 'mailto:desk')]") == []
