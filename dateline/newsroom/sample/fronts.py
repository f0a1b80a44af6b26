"""The sample’s fronts: some desks arranged theirs; what stands already is left alone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from dateline.edition.curation import Curation, Fill, Pick, Slot
from dateline.newsroom import record
from dateline.newsroom.fronts.put import put_front
from dateline.newsroom.sample.values import Sample

FRONTS = Path(__file__).with_name("fronts.toml")
LENDER = "en"


def install_fronts(sample: Sample) -> None:
    """Arrange and publish the fronts that are not arranged yet."""
    with transaction.atomic():
        for curation in curations(sample):
            if record.newest(curation.key) is None:
                put_front(curation)


def curations(sample: Sample) -> list[Curation]:
    """The arrangements as values."""
    return [_curation(front, sample) for front in tomllib.loads(FRONTS.read_text(encoding="utf-8"))["front"]]


def _curation(front: dict[str, Any], sample: Sample) -> Curation:
    stories = {story.key: story for story in sample.stories}
    slots = []
    for told in front["slots"]:
        picked = [stories[key] for key in told.get("stories", []) if key in stories]
        picks = [Pick(each.id, front["language"] if front["language"] in each.editions else LENDER) for each in picked]
        slot = Slot(
            layout=told["layout"],
            title=told.get("title", ""),
            picks=tuple(picks),
            fill=_fill(told.get("fill", ""), sample),
            count=told.get("count", 0),
            other_languages=told.get("other", False),
        )
        slots.append(slot)
    section, dossier = _id(sample.sections, front.get("section")), _id(sample.dossiers, front.get("dossier"))
    return Curation(language=front["language"], section=section, dossier=dossier, slots=tuple(slots))


def _fill(rule: str, sample: Sample) -> Fill | None:
    if not rule or rule == "latest":
        return Fill() if rule else None
    return (
        Fill(section=_id(sample.sections, rule))
        if rule in sample.sections
        else Fill(dossier=_id(sample.dossiers, rule))
    )


def _id(things: Any, key: str | None) -> UUID | None:
    return things[key].id if key else None
