"""The law of the press over the newsroom's own actions: after each, the site equals a clean full build."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from django.db import transaction
from django.utils import timezone

from dateline.edition.curation import Breaking, Curation, Fill, Pick, Slot
from dateline.newsroom.actions.put_edition import put_edition
from dateline.newsroom.actions.put_page import put_page
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.fronts.put import put_front
from dateline.newsroom.models.curated_front import CuratedFront
from dateline.newsroom.models.dossier import Dossier, DossierName
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.event import Event, EventStory, EventText
from dateline.newsroom.models.face import HouseFace
from dateline.newsroom.models.house import HouseSettings
from dateline.newsroom.models.navigation import Navigation
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.section import Section, SectionName
from dateline.newsroom.models.standing import StandingPage
from dateline.newsroom.record import cursor
from dateline.press.run import Press
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.record.follow import batches_after
from tests.builders import a_page, an_edition, uid
from tests.rooms.press.test_law import everything

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
STORY = an_edition("talks", section=uid("world"), dossiers=(uid("nato"),))


def english() -> EditionPage:
    """The source edition as its row stands."""
    found: EditionPage = EditionPage.objects.get(translation_key=STORY.story, locale__language_code="en")
    return found


def shared() -> None:
    """A section and a dossier."""
    Section(uuid=uid("world"), names=[SectionName(language="en", name="World", slug="world")]).save()
    Dossier(uuid=uid("nato"), names=[DossierName(language="en", name="Nato", slug="nato")]).save()


def rename() -> None:
    """Another name for the dossier."""
    dossier = Dossier.objects.get(uuid=uid("nato"))
    dossier.names = [DossierName(language="en", name="Nato and Russia", slug="nato")]
    dossier.save()


def elsewhere() -> None:
    """Another slug for the section."""
    section = Section.objects.get(uuid=uid("world"))
    section.names = [SectionName(language="en", name="The world", slug="the-world")]
    section.save()


def picture() -> None:
    """A lead picture, then another credit for it."""
    shot = Picture.awaited("Brussels", credit="AFP")
    page = english().get_latest_revision_as_object()
    page.lead_picture, page.publish_kind = shot, "typo"
    page.save_revision().publish()
    shot.credit = "Reuters"
    shot.save()


def persian() -> None:
    """A translation, published."""
    page = translate(english(), "fa").get_latest_revision_as_object()
    page.title = page.draft_title = "گفتگوها"
    page.save_revision().publish()


def house() -> None:
    """Another name, colour, zone and licence for the house, and a colour of Persian's own."""
    row = HouseSettings.objects.get(pk=1)
    row.name, row.accent_light, row.time_zone, row.licence = "The Bureau", "#7a1f5c", "Europe/Paris", "CC BY 4.0"
    row.save()
    HouseFace(language="fa", accent_light="#004400").save()


def ways() -> None:
    """A navigation for English, of one section and one page."""
    section, page = Section.objects.get(uuid=uid("world")), StandingPage.objects.get(slug="about")
    links = [{"type": "section", "value": {"section": section.pk, "label": ""}}]
    links.append({"type": "page", "value": {"page": page.pk, "label": "Who"}})
    Navigation(language="en", header=json.dumps(links)).save()


def told() -> None:
    """An event in two languages that leads to the story, and another that is ahead in one."""
    for date, tags in (("1997-05-27", ("en", "fa")), ("2999", ("en",))):
        event = Event(date=date, about=len(tags) == 1)
        event.names = [EventText(language=tag, name=f"Signed {tag}") for tag in tags]
        event.dossiers = [Dossier.objects.get(uuid=uid("nato"))]
        event.stories = [EventStory(page=english())]
        event.save()


def redated() -> None:
    """The first event, in another year."""
    event = Event.objects.get(date="1997-05-27")
    event.date = "1998"
    event.save()


def arranged() -> None:
    """Both desks' fronts: a pick, one from the other language, a rule, breaking news."""
    picks = (Pick(STORY.story, "en"), Pick(uid("gas"), "en"))
    breaking = Breaking(text="Talks", until=timezone.now() + timedelta(days=1), story=STORY.story)
    for tag in ("en", "fa"):
        slots = (Slot(layout="lead-two", picks=picks, other_languages=True), Slot(layout="list", fill=Fill()))
        put_front(Curation(language=tag, slots=slots, breaking=breaking))


DAY: list[tuple[str, Callable[[], object]]] = [
    ("shared things", shared),
    ("publish", lambda: put_edition(STORY)),
    ("another story", lambda: put_edition(an_edition("gas", dossiers=(uid("nato"),)))),
    ("translate", persian),
    ("update", lambda: put_edition(msgspec.structs.replace(STORY, headline="Talks go on"), kind="update")),
    ("rename", rename),
    ("section's address", elsewhere),
    ("picture", picture),
    ("new address", lambda: put_edition(msgspec.structs.replace(STORY, slug="talks-again"), kind="typo")),
    ("standing page", lambda: put_page(a_page("about"))),
    ("house", house),
    ("navigation", ways),
    ("fronts", arranged),
    ("events", told),
    ("an event's date", redated),
    ("an event deleted", lambda: Event.objects.get(date="2999").delete()),
    ("its address", lambda: put_page(a_page("about", slug="who-we-are"))),
    ("standing page withdrawn", lambda: StandingPage.objects.get().unpublish()),
    ("front left to the newest", lambda: CuratedFront.objects.get(locale__language_code="en").unpublish()),
    ("navigation withdrawn", lambda: Navigation.objects.get().delete()),
    ("unpublish", lambda: english().unpublish()),
    ("delete", lambda: english().delete()),
]


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """A press on a file of its own."""
    opened = Press(tmp_path / "press.sqlite", KINDS, furniture())
    yield opened
    opened.close()


def test_every_action_leaves_the_site_that_a_clean_build_gives(press: Press, tmp_path: Path) -> None:
    now = timezone.now()
    for number, (name, action) in enumerate(DAY):
        with transaction.atomic():
            action()
        now += timedelta(minutes=1)
        press.follow(batches_after(cursor(), press.seq, limit=10_000), now=now)
        clean = Press(tmp_path / f"clean-{number}.sqlite", KINDS, furniture())
        clean.rebuild(batches_after(cursor(), 0, limit=10_000), now=now)
        ours, theirs = everything(press), everything(clean)
        clean.close()
        assert ours == theirs, f"the site differs from a clean build after: {name}"
        assert len(ours) > len(KINDS)
