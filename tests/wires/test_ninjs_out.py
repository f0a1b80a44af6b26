"""An edition written as ninjs 3.1: valid against IPTC's schema, and the same story when it is read again."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import jsonschema
from referencing import Registry, Resource

from dateline.edition.blocks import (
    Block,
    Embed,
    Heading,
    List,
    Paragraph,
    PictureBlock,
    PullQuote,
    Quote,
    Table,
)
from dateline.edition.inline import Run, text
from dateline.edition.moment import Moment
from dateline.edition.picture import Picture, PictureText, Rendition
from dateline.edition.values import Byline, Edition
from dateline.wires import ninjs
from dateline.wires.draft import Draft
from tests.builders import uid
from tests.wires.shared import shared

BLOCKS: tuple[Block, ...] = (
    Paragraph(
        uid("b1"), (Run("The ferry sailed "), Run("at six", bold=True), Run(" & home.", href="https://x.example/"))
    ),
    Heading(uid("b2"), text("On the quay")),
    Quote(uid("b3"), text("It will sail."), "Ann Lee", "pilot"),
    List(uid("b4"), (text("one"), text("two")), ordered=True),
    Table(uid("b5"), ((text("year"), text("ferries")), (text("2008"), text("4"))), "Ferries"),
    PictureBlock(uid("b6"), uid("second")),
    PullQuote(uid("b7"), text("Nobody waved.")),
    Embed(uid("b8"), "https://video.example/1", "Video", "The ferry"),
)
EDITION = Edition(
    story=uid("ferry"),
    language="en",
    version=3,
    slug="ferry",
    headline="Ferry sails",
    kicker="Ferries",
    summary="After a week.",
    first_published=Moment.parse("2009-03-06"),
    updated=Moment.parse("2009-03-06T08:22:00Z"),
    dateline="Oban",
    sources=("AFP",),
    bylines=(Byline(name="Jane Doe"), Byline(person=uid("ann"))),
    subjects=("20000001",),
    lead=PictureBlock(uid("b0"), uid("first")),
    blocks=BLOCKS,
)


class House:
    """Two pictures, one person, one address."""

    def picture(self, picture: UUID) -> Picture | None:
        """A picture with one rendition."""
        rendition = Rendition(f"{picture}.jpg", 800, 600, "image/jpeg")
        texts = {"en": PictureText("The quay", "A quay in the rain")}
        return Picture(id=picture, credit="AFP", rights="Once only", renditions=(rendition,), texts=texts)

    def person(self, person: UUID) -> str:
        """The one person's name."""
        return "Ann Lee"

    def address(self, path: str) -> str:
        """A path of the house."""
        return f"https://news.example{path}"


def written() -> bytes:
    return ninjs.write(EDITION, House())


def test_an_edition_is_written_as_valid_ninjs() -> None:
    schema = json.loads(shared("testdata/iptc/ninjs/schemas/ninjs-schema_3.1.json").read_bytes())
    geojson = json.loads(shared("testdata/iptc/ninjs/test_suite/GeoJSON-schema.json").read_bytes())
    registry: Registry[Any] = Registry(retrieve=lambda _: Resource.from_contents(geojson))  # type: ignore[call-arg]
    validator = jsonschema.validators.validator_for(schema)(schema, registry=registry)
    assert [error.message for error in validator.iter_errors(json.loads(written()))] == []


def test_what_is_written_is_read_again_as_the_same_story() -> None:
    (draft,) = ninjs.parse(written())
    assert isinstance(draft, Draft)
    assert (draft.headline, draft.kicker, draft.summary, draft.dateline) == (
        "Ferry sails",
        "Ferries",
        "After a week.",
        "Oban",
    )
    assert (draft.bylines, draft.sources, draft.subjects) == (("Jane Doe, Ann Lee",), ("AFP",), ("20000001",))
    assert (draft.source_version, draft.alternate_ids) == ("3", {"story": str(uid("ferry"))})
    assert str(draft.updated) == "2009-03-06T08:22:00Z"
    assert [(each.caption, each.credit, each.alt) for each in draft.pictures] == [
        ("The quay", "AFP", "A quay in the rain")
    ] * 2
    kinds = [block.__struct_config__.tag for block in draft.blocks]
    assert kinds == ["paragraph", "heading", "quote", "list", "table", "picture", "pull_quote", "paragraph"]
    assert [block.plain() for block in draft.blocks[:5]] == [block.plain() for block in BLOCKS[:5]]


def test_writing_is_a_pure_function_of_the_edition() -> None:
    assert written() == written()
