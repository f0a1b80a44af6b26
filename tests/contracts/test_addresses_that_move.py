"""Where sections and dossiers stood leads to where they stand, in the record and on the site, whatever desks do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.edition import values
from dateline.newsroom import record
from dateline.newsroom.check import differences
from dateline.newsroom.models import Dossier, DossierName, Redirect, Section, SectionName
from dateline.press import site
from dateline.press.run import Press
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.record.follow import batches_after
from tests.effort import examples
from tests.rooms.newsroom.house import published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
RUNS = count()
FILES = ("", "feed.atom", "podcast.xml")
SERIES: dict[str, Any] = {"podcast": True, "podcast_author": "Dateline", "podcast_category": "News"}


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """A press on a file of its own."""
    opened = Press(tmp_path / "press.sqlite", KINDS, furniture())
    yield opened
    opened.close()


def section(slug: str = "world", tag: str = "en", **fields: Any) -> Section:
    """A section with one name."""
    made = Section(**fields)
    made.names = [named(slug, tag)]
    made.save()
    return made


def named(slug: str, tag: str = "en") -> SectionName:
    return SectionName(language=tag, name=slug, slug=slug, podcast_title=slug, podcast_description=slug)


def move(thing: Any, slug: str, tag: str = "en") -> None:
    """Another slug in one language."""
    row = next(each for each in thing.names.all() if each.language == tag)
    row.slug = slug
    thing.names = [row if each.pk == row.pk else each for each in thing.names.all()]
    thing.save()


def leads(path: str) -> str:
    """Where the record sends readers from a path; empty where it sends them nowhere."""
    found = record.newest(f"redirect{path}")
    return found.target if isinstance(found, values.Redirect) else ""


def test_page_feed_and_podcast_of_a_section_that_moved_lead_on_in_that_language_alone() -> None:
    made = section(**SERIES)
    made.names = [*made.names.all(), named("jahan", "fa")]
    made.save()
    move(made, "europe")
    for name in ("", "feed.atom", "podcast.xml"):
        assert leads(f"/en/section/world/{name}") == f"/en/section/europe/{name}"
        assert leads(f"/fa/section/jahan/{name}") == ""
    assert differences() == []


def test_a_dossier_keeps_its_addresses_too_and_chains_are_one_step_long() -> None:
    made = Dossier(names=[DossierName(language="en", name="Nato", slug="nato")])
    made.save()
    for slug in ("nato-russia", "nato-and-russia"):
        move(made, slug)
    for old in ("nato", "nato-russia"):
        assert leads(f"/en/dossier/{old}/") == "/en/dossier/nato-and-russia/"
        assert leads(f"/en/dossier/{old}/feed.atom") == "/en/dossier/nato-and-russia/feed.atom"
    move(made, "nato")
    assert leads("/en/dossier/nato/") == ""
    assert leads("/en/dossier/nato-and-russia/") == "/en/dossier/nato/"


def test_whoever_takes_a_slug_again_has_it() -> None:
    first, second = section(), section("asia")
    move(first, "europe")
    move(second, "world")
    assert leads("/en/section/world/") == ""
    assert leads("/en/section/asia/") == "/en/section/world/"
    move(second, "pacific")
    assert leads("/en/section/world/") == "/en/section/pacific/"


def test_what_is_deleted_leaves_no_address_that_leads_to_it() -> None:
    made = section()
    move(made, "europe")
    made.delete()
    assert leads("/en/section/world/") == ""
    assert not Redirect.objects.exists()


def test_a_redirect_that_an_editor_wrote_follows_and_an_address_of_an_editors_own_stays() -> None:
    made = section()
    Redirect(path="/en/monde", target="/en/section/world/").save()
    move(made, "europe")
    assert leads("/en/monde") == "/en/section/europe/"


def test_the_screen_of_a_section_moves_its_addresses(admin_client: Client) -> None:
    made = section()
    row = made.names.get()
    data = {
        "order": "0", "names-TOTAL_FORMS": "1", "names-INITIAL_FORMS": "1", "names-MIN_NUM_FORMS": "1",
        "names-MAX_NUM_FORMS": "1000", "names-0-language": "en", "names-0-name": "Europe", "names-0-slug": "europe",
        "names-0-ORDER": "1", "names-0-DELETE": "", "names-0-id": str(row.pk),
    }  # fmt: skip
    admin_client.post(reverse("wagtailsnippets_newsroom_section:edit", args=[made.pk]), data)
    assert leads("/en/section/world/") == "/en/section/europe/"


class Desks:
    """Three sections, and who stood where last: what every address that ever was must answer."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.rows = [section(self.slug(number), **(SERIES if number == 0 else {})) for number in range(3)]
        self.at: dict[int, str | None] = {}
        self.last: dict[tuple[str, str], int | None] = {}
        for number in range(3):
            self.stands(number, self.slug(number))

    def slug(self, number: int) -> str:
        return f"{self.prefix}-{number}"

    def stands(self, number: int, slug: str) -> None:
        """What the house promises once a section stands under a slug."""
        self.at[number] = slug
        self.last |= {(slug, file): number for file in FILES if file != "podcast.xml" or number == 0}

    def rename(self, number: int, to: int) -> None:
        """Another slug, unless somebody stands there; a section without a name gets one again."""
        slug = self.slug(to)
        if slug in self.at.values():
            return
        if self.at[number] is None:
            self.forget(number, lambda slug: slug in self.at.values())
            self.rows[number].names = [named(slug), named(f"{self.prefix}-fa-{number}", "fa")]
            self.rows[number].save()
        else:
            move(self.rows[number], slug)
        self.stands(number, slug)

    def leave(self, number: int, _: int) -> None:
        """Its name goes; of its addresses the last alone is known when it comes back."""
        slug = self.at[number]
        if slug is None:
            return
        self.rows[number].names = [named(f"{self.prefix}-fa-{number}", "fa")]
        self.rows[number].save()
        self.at[number] = None
        self.forget(number, lambda old: old != slug)

    def forget(self, number: int, which: Callable[[str], bool]) -> None:
        """Addresses of this section that lead nowhere from now on."""
        self.last |= {place: None for place, who in self.last.items() if who == number and which(place[0])}

    def expected(self, slug: str, file: str) -> str | int:
        """The address that a reader is sent to, else the status."""
        who = self.last[slug, file]
        there = None if who is None else self.at[who]
        if there is None:
            return 404
        return 200 if there == slug else f"/en/section/{there}/{file}"


STEPS: list[Callable[[Desks, int, int], None]] = [Desks.rename, Desks.rename, Desks.rename, Desks.leave]
WAYS = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2), st.integers(0, 4)), max_size=12)


@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways=WAYS)
def test_every_address_that_ever_was_answers_with_its_section_or_leads_there_in_one_step(
    press: Press, ways: list[tuple[Callable[[Desks, int, int], None], int, int]]
) -> None:
    with transaction.atomic():
        desks = Desks(f"run{next(RUNS)}")
        published()  # puts the language on line
    for step, number, to in ways:
        with transaction.atomic():
            step(desks, number, to)
        press.follow(batches_after(record.cursor(), press.seq, limit=10_000), now=timezone.now())
        for slug, file in desks.last:
            page = site.at(press.db, f"/en/section/{slug}/{file}")
            answer = 404 if page is None else page.headers.get("Location", page.status)
            assert answer == desks.expected(slug, file), (slug, file)
