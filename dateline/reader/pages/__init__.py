"""The kinds of page, one file each: what a page reads and at which address it stands."""

from __future__ import annotations

from dateline.press.page import Kind
from dateline.reader.furniture import Furniture, furniture
from dateline.reader.pages.archive import Archive
from dateline.reader.pages.assets import Assets
from dateline.reader.pages.carry import DossierFile, SingleDossier, SingleStory, StoryFile
from dateline.reader.pages.colours import Colours
from dateline.reader.pages.corrections import Corrections
from dateline.reader.pages.day import Day
from dateline.reader.pages.dossier import DossierPage
from dateline.reader.pages.feed import Feed, JsonFeed, Rss
from dateline.reader.pages.feeds import Feeds
from dateline.reader.pages.front import FrontPage
from dateline.reader.pages.history import History
from dateline.reader.pages.languages import Languages
from dateline.reader.pages.lite import Lite
from dateline.reader.pages.news import NewsSitemap
from dateline.reader.pages.not_found import NotFound
from dateline.reader.pages.offline import Offline, Removed
from dateline.reader.pages.person import PersonPage
from dateline.reader.pages.podcast import PodcastFeed
from dateline.reader.pages.redirect import Moved
from dateline.reader.pages.robots import Robots
from dateline.reader.pages.search import Search
from dateline.reader.pages.section import SectionPage
from dateline.reader.pages.sitemap import Sitemap
from dateline.reader.pages.standing import Standing
from dateline.reader.pages.story import Story
from dateline.reader.pages.timeline import Timeline, TimelineYear

CLASSES = (
    Languages,
    FrontPage,
    Story,
    StoryFile,
    SingleStory,
    History,
    Corrections,
    Standing,
    SectionPage,
    DossierPage,
    PersonPage,
    Timeline,
    TimelineYear,
    DossierFile,
    SingleDossier,
    Day,
    Archive,
    Feeds,
    Search,
    NotFound,
    Offline,
    Removed,
    Moved,
    Feed,
    Rss,
    JsonFeed,
    PodcastFeed,
    Sitemap,
    NewsSitemap,
    Robots,
    Assets,
    Colours,
)

# The kinds that stand under /lite/ as well, made from the same values by the same functions.
LIGHT = (
    Languages,
    FrontPage,
    Story,
    History,
    Corrections,
    Standing,
    SectionPage,
    DossierPage,
    PersonPage,
    Timeline,
    TimelineYear,
    Day,
    Archive,
    Feeds,
    Search,
    Moved,
)


def kinds(made_with: Furniture) -> tuple[Kind, ...]:
    """Every kind of page, laid out with the furniture given."""
    return (*(each(made_with) for each in CLASSES), *(Lite(each, made_with) for each in LIGHT))


KINDS: tuple[Kind, ...] = kinds(furniture())
