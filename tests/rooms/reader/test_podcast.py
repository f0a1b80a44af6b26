"""The podcast of a section: a feed that players and directories take, with enclosures that can be fetched."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
import msgspec
import pytest
from lxml import etree

from dateline.edition.blocks import Audio, Paragraph, Video
from dateline.edition.inline import text
from dateline.edition.moment import Moment
from dateline.edition.values import Section, Value
from dateline.reader.formats.podcast import ITUNES
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.reader.pages.podcast import NEWEST
from tests.builders import a_recording, an_edition, uid
from tests.rooms.reader.bureau import bureau, own
from tests.rooms.reader.rack import site

PATH = "/en/section/world/podcast.xml"
HOUSE = "https://dateline.example"


def printed(values: list[Value]) -> dict[str, bytes]:
    return {path: output.body for path, output in site(values, KINDS, furniture()).items()}


def parsed(body: bytes) -> Any:
    found = feedparser.parse(body)
    assert not found.bozo, found.get("bozo_exception")
    return found


@pytest.fixture(scope="module")
def body() -> bytes:
    return printed(bureau("en", "fa"))[PATH]


def test_a_reader_of_feeds_understands_the_series(body: bytes) -> None:
    feed = parsed(body).feed
    assert (feed.title, feed.link, feed.language) == (own("en", 74), f"{HOUSE}/en/section/world/", "en")
    assert feed.author == "Dateline & Co"
    assert {link.href for link in feed.links if link.rel == "self"} == {HOUSE + PATH}
    assert feed.image.href.startswith(f"{HOUSE}/pictures/")
    assert [tag.term for tag in feed.tags] == ["News", "Daily News"]


def test_an_episode_can_be_fetched_and_told_from_others(body: bytes) -> None:
    (entry,) = parsed(body).entries
    (enclosure,) = entry.enclosures
    assert dict(enclosure) == {
        "href": f"{HOUSE}/media/{'1a' * 16}.mp3", "length": "2430000", "type": "audio/mpeg"
    }  # fmt: skip
    assert entry.title == own("en", 73)
    assert entry.link == f"{HOUSE}/en/2009/03/06/us-russia-missiles"
    assert entry.itunes_duration == "3725"
    assert not entry.guidislink
    assert parsedate_to_datetime(entry.published) == datetime(2009, 3, 6, tzinfo=UTC)


def test_the_feed_keeps_to_rss_and_to_what_directories_ask_for(body: bytes) -> None:
    root = etree.fromstring(body)
    (channel,) = root
    assert (root.tag, root.get("version"), channel.tag) == ("rss", "2.0", "channel")
    for name in ("title", "link", "description", "language"):
        assert len(channel.findall(name)) == 1
    for name in ("author", "explicit", "category", "image", "type"):
        assert len(channel.findall(f"{{{ITUNES}}}{name}")) == 1
    assert channel.findtext(f"{{{ITUNES}}}explicit") == "false"
    assert channel.xpath("item/guid/@isPermaLink") == ["false"]
    for item in channel.findall("item"):
        assert re.fullmatch(
            r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT", item.findtext("pubDate") or ""
        )
        (enclosure,) = item.findall("enclosure")
        assert set(enclosure.attrib) == {"url", "length", "type"}
        assert int(enclosure.get("length", "0")) > 0


def test_each_language_has_its_own_feed_with_ids_of_its_own() -> None:
    pages = printed(bureau("en", "fa"))
    persian = parsed(pages["/fa/section/world/podcast.xml"])
    assert persian.feed.language == "fa"
    assert persian.entries[0].id != parsed(pages[PATH]).entries[0].id


def test_the_section_leads_to_its_feed_and_another_has_none() -> None:
    pages = printed(bureau("en", "fa"))
    assert (
        f'<link rel="alternate" type="application/rss+xml" title="{own("en", 74)}" href="{PATH}">'.encode()
        in (pages["/en/section/world/"])
    )
    assert b"Subscribe to the podcast</a>" in pages["/en/section/world/"]
    assert b"podcast" not in pages["/en/section/economy/"]
    assert "/en/section/economy/podcast.xml" not in pages


def test_a_section_that_is_no_series_any_more_has_no_feed() -> None:
    values = bureau("en")
    world = next(value for value in values if isinstance(value, Section) and value.id == uid("world"))
    assert PATH not in printed([*values, msgspec.structs.replace(world, podcast=msgspec.UNSET)])


def episode(number: int, *blocks: Any) -> Value:
    return an_edition(
        f"episode {number}", section=uid("world"), blocks=blocks, headline=f"Episode {number}",
        slug=f"episode-{number}",
        first_published=Moment.parse(f"2009-04-{number % 28 + 1:02}T{number // 28:02}:00:00Z"),
    )  # fmt: skip


def test_only_stories_that_play_a_file_of_ours_are_episodes_the_newest_first_and_not_for_ever() -> None:
    sound = Audio(uid("a"), uid("sound"))
    linked = Video(uid("v"), url="https://v.example/1", provider="V")
    values = [episode(number, sound) for number in range(NEWEST + 20)]
    others = [episode(500, linked), episode(501, Paragraph(uid("p"), text("Only words."))), episode(502)]
    entries = parsed(printed([*bureau("en"), *values, *others])[PATH]).entries
    assert len(entries) == NEWEST
    assert not {entry.title for entry in entries} & {"Episode 500", "Episode 501", "Episode 502"}
    dates = [parsedate_to_datetime(entry.published) for entry in entries]
    assert dates == sorted(dates, reverse=True)


def test_sound_goes_before_film_and_a_title_of_the_editions_own_before_the_files() -> None:
    blocks = (Video(uid("v"), uid("film")), Audio(uid("a"), uid("other"), title="Our own title"))
    values = [*bureau("en"), a_recording("other", seconds=9), episode(1, *blocks)]
    newest = parsed(printed(values)[PATH]).entries[0]
    assert (newest.title, newest.itunes_duration, newest.enclosures[0].type) == ("Our own title", "9", "audio/mpeg")


def test_a_file_that_is_not_published_is_no_episode() -> None:
    values = [*bureau("en"), episode(1, Audio(uid("a"), uid("never published")))]
    assert "Episode 1" not in {entry.title for entry in parsed(printed(values)[PATH]).entries}
