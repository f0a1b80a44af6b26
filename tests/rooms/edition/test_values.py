"""Values: keys in the record, addresses, retraction, and the card that lists show."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given

from dateline.edition.blocks import PictureBlock
from dateline.edition.card import Card, card
from dateline.edition.curation import Curation
from dateline.edition.erasure import Erasure, Killed
from dateline.edition.house import Face, Navigation, SiteFace
from dateline.edition.inline import text
from dateline.edition.label import Label
from dateline.edition.media import Media, MediaFile
from dateline.edition.moment import Moment
from dateline.edition.values import (
    Byline,
    Change,
    Derivation,
    Dismissal,
    Edition,
    Entity,
    Front,
    PublishKind,
    Redacted,
    Redirect,
    Removed,
    Site,
    Value,
    Withdrawn,
    WithdrawnPage,
    edition_key,
    key_of,
    segment,
)
from tests.builders import START, a_dossier, a_page, a_picture, a_section, an_edition, an_event, uid
from tests.rooms.edition.strategies import editions

KEYS: list[tuple[Value, str]] = [
    (an_edition(), f"edition/{uid('clinton')}/en"),
    (Withdrawn(story=uid("clinton"), language="fa", path="/fa/x"), f"edition/{uid('clinton')}/fa"),
    (Killed(story=uid("clinton"), language="fa", instant=START), f"edition/{uid('clinton')}/fa"),
    (
        Erasure(id=uid("x"), kind="kill", story=uid("clinton"), instant=START, seqs=(1,), keys=("site",)),
        f"erasure/{uid('x')}",
    ),
    (Removed(f"section/{uid('world')}"), f"section/{uid('world')}"),
    (a_section(), f"section/{uid('world')}"),
    (a_dossier(), f"dossier/{uid('nato')}"),
    (a_picture(), f"picture/{uid('brussels')}"),
    (Media(id=uid("sound"), sort="audio", file=MediaFile("1a.mp3", "audio/mpeg", 9)), f"media/{uid('sound')}"),
    (an_event("x"), f"event/{uid('x')}"),
    (Entity(id=uid("x"), sort="person", names={}), f"person/{uid('x')}"),
    (Entity(id=uid("x"), sort="place", names={}), f"place/{uid('x')}"),
    (Entity(id=uid("x"), sort="organisation", names={}), f"organisation/{uid('x')}"),
    (Front(language="pt-BR", name="x"), "front/pt-BR"),
    (Site(name="x", base_url="https://news.example"), "site"),
    (SiteFace(language="fa", face=Face()), "site/fa"),
    (Navigation(language="zh-Hans"), "navigation/zh-Hans"),
    (Curation(language="fa"), "curation/fa"),
    (Curation(language="fa", section=uid("world")), f"curation/fa/section/{uid('world')}"),
    (Curation(language="fa", dossier=uid("nato")), f"curation/fa/dossier/{uid('nato')}"),
    (a_page("about", "fa"), f"page/{uid('about')}/fa"),
    (WithdrawnPage(id=uid("about"), language="fa", path="/fa/about"), f"page/{uid('about')}/fa"),
    (Redacted(story=uid("x"), language="fa", versions=()), f"redacted/{uid('x')}/fa"),
    (Redirect(path="/en/old", target="/en/new"), "redirect/en/old"),
    (
        Dismissal(
            story=uid("x"), language="fa", source="en", part="lead", digest="", reason="Not ours.", instant=START
        ),
        f"dismissal/{uid('x')}/fa/lead",
    ),
]


@pytest.mark.parametrize(("value", "key"), KEYS, ids=lambda each: each if isinstance(each, str) else "")
def test_a_value_stands_under_its_key(value: Value, key: str) -> None:
    assert key_of(value) == key


def test_every_type_of_value_has_a_key_in_the_table() -> None:
    assert {type(value) for value, _ in KEYS} == set(Value.__args__)


def test_an_edition_knows_its_own_key() -> None:
    edition = an_edition(language="fa")
    assert edition.key == edition_key(edition.story, "fa") == key_of(edition)


@pytest.mark.parametrize(
    ("stamp", "tag", "path"),
    [
        ("2009-03-06", "en", "/en/2009/03/06/clinton"),
        ("2009-03-06T23:30:00-05:00", "pt-BR", "/pt-br/2009/03/07/clinton"),
        ("2009-12-31T23:59:59Z", "zh-Hans", "/zh-hans/2009/12/31/clinton"),
    ],
)
def test_an_address_holds_segment_universal_day_and_slug(stamp: str, tag: str, path: str) -> None:
    assert an_edition(language=tag, first_published=Moment.parse(stamp)).path == path


def test_an_address_outlives_its_languages_file() -> None:
    assert segment("sr-Latn") == "sr-latn"
    assert segment("Tlh-Piqd") == "tlh-piqd"


RETRACTED: list[tuple[list[PublishKind], bool]] = [
    ([], False),
    (["first"], False),
    (["first", "retraction"], True),
    (["first", "retraction", "typo"], True),
    (["first", "retraction", "derivation"], True),
    (["first", "retraction", "update"], False),
    (["first", "retraction", "correction", "retraction"], True),
    (["first", "correction", "clarification"], False),
]


@pytest.mark.parametrize(("kinds", "expected"), RETRACTED)
def test_the_last_public_change_says_whether_a_story_is_retracted(kinds: list[PublishKind], expected: bool) -> None:
    instant = datetime(2009, 3, 6, tzinfo=UTC)
    changes = tuple(Change(kind=kind, version=number, instant=instant) for number, kind in enumerate(kinds, 1))
    edition = an_edition(changes=changes)
    assert edition.retracted is expected
    assert card(edition).retracted is expected


SHOWN: dict[str, Any] = {
    "language": "fa",
    "slug": "other",
    "headline": "Other",
    "first_published": Moment.parse("2009-03-07"),
    "kicker": "Other",
    "summary": "Other",
    "updated": Moment.parse("2009-03-07"),
    "lead": PictureBlock(uid("lead"), uid("brussels")),
    "section": uid("world"),
    "dossiers": (uid("nato"),),
    "derived_from": Derivation(language="fr", version=1),
    "changes": (Change(kind="retraction", version=2, instant=datetime(2009, 3, 6, tzinfo=UTC)),),
    "story": "another",
    "label": Label("opinion"),
}
HIDDEN: dict[str, Any] = {
    "version": 2,
    "dateline": "Brussels",
    "bylines": (Byline("A"),),
    "sources": ("AFP",),
    "subjects": ("11000000",),
    "people": (uid("x"),),
    "places": (uid("x"),),
    "organisations": (uid("x"),),
    "blocks": (),
    "related": (uid("x"),),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_card_changes_with_what_lists_show(name: str) -> None:
    assert card(an_edition(**{name: SHOWN[name]})) != card(an_edition())


@pytest.mark.parametrize("name", HIDDEN)
def test_a_card_does_not_change_with_what_lists_leave_out(name: str) -> None:
    assert an_edition(**{name: HIDDEN[name]}) != an_edition()
    assert card(an_edition(**{name: HIDDEN[name]})) == card(an_edition())


def test_the_two_tables_name_every_field_of_an_edition() -> None:
    assert set(SHOWN) | set(HIDDEN) == set(Edition.__struct_fields__)


@given(editions)
def test_a_card_says_what_its_edition_says(edition: Edition) -> None:
    found = card(edition)
    shared = set(Card.__struct_fields__) & set(Edition.__struct_fields__) - {"derived_from", "label"}
    assert all(getattr(found, name) == getattr(edition, name) for name in shared)
    assert found.path == edition.path
    assert found.label == (edition.label or None)
    assert found.derived_from == (edition.derived_from.language if edition.derived_from else "")


def test_values_cannot_be_altered_in_place() -> None:
    with pytest.raises(AttributeError):
        an_edition().headline = "Other"  # type: ignore[misc]
    assert msgspec.structs.replace(an_edition(), headline="Other").headline == "Other"
    with pytest.raises(AttributeError):
        text("x")[0].text = "y"  # type: ignore[misc]
