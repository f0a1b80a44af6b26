"""What a story weighs on the line: page and stylesheet, compressed as readers get them, and what must come first."""

from __future__ import annotations

import brotli
import pytest
from lxml import html

from dateline.edition.blocks import PictureBlock
from dateline.edition.curation import MOST, Curation, Fill, Layout, Slot
from dateline.edition.values import Value, segment
from dateline.languages.language import languages
from dateline.press.page import PageKey
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.reader.pages.front import FrontPage
from tests.builders import a_house, an_edition, uid
from tests.rooms.reader.bureau import bureau_with_a_face, picture
from tests.rooms.reader.rack import Rack, site
from tests.rooms.reader.test_lite import longer, paragraphs

STORY = 30_000  # bytes of HTML and CSS
EXTRAS = 6_000  # bytes of script, none of it needed
REQUESTS = 3  # until the text can be read: the page and what it waits for
WAITED_FOR = "//link[@rel='stylesheet'] | //script[@src][not(@defer)]"


def full_front(tag: str) -> list[Value]:
    """A front of as many stories as one may show, each with a picture and as many of its language's words as fit."""
    words, size = " ".join(paragraphs(tag, 60_000)), 28 if languages()[tag].script in {"Hans", "Hant"} else 70
    pieces = [words[start : start + size].strip() for start in range(0, 3 * MOST * size, size)]
    lead = PictureBlock(uid("lead"), uid("brussels"))
    told = zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    stories = [
        an_edition(f"s{number}", tag, headline=first, summary=f"{second} {third}", kicker=third[:12], lead=lead)
        for number, (first, second, third) in enumerate(told)
    ]
    layouts: tuple[Layout, ...] = ("lead", "lead-two", "row", "live", "pictures", "opinion", "list", "list", "pictures")
    slots = tuple(Slot(layout=layout, fill=Fill()) for layout in layouts)
    return [*a_house(tag), picture([tag]), *stories, Curation(language=tag, slots=slots)]


@pytest.mark.parametrize("tag", ["en", "ur", "km", "zh-Hans"])
def test_a_front_as_full_as_may_be_is_within_the_budget_of_a_story(tag: str) -> None:
    made = FrontPage(furniture()).render(Rack(full_front(tag), furniture()), PageKey("front", (tag,)))
    assert made is not None
    styles = furniture().asset("site.css").body
    assert made.body.count(b"<h2") + made.body.count(b"<h3") >= MOST
    assert sum(len(brotli.compress(body, quality=5)) for body in (made.body, styles)) <= STORY


@pytest.mark.parametrize("tag", list(languages()))
def test_a_long_story_with_its_styles_is_within_its_budget_in_any_script(tag: str) -> None:
    pages = site(longer(bureau_with_a_face(*dict.fromkeys(("en", tag))), tag), KINDS, furniture())
    page = pages[f"/{segment(tag)}/2009/03/06/us-russia-missiles"].body
    waited_for = html.fromstring(page.decode()).xpath(WAITED_FOR)
    sheets = [pages[each.get("href")].body for each in waited_for]
    assert sum(len(brotli.compress(body, quality=5)) for body in (page, *sheets)) <= STORY
    assert 1 + len(waited_for) <= REQUESTS
    extras = [furniture().asset(name).body for name in ("offline.js", "sw.js")]
    assert sum(len(brotli.compress(body, quality=5)) for body in extras) <= EXTRAS
