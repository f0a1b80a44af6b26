"""Real ninjs of agencies, IPTC's examples and its suite: every file is read, or refused in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.edition.blocks import PictureBlock
from dateline.wires import ninjs
from dateline.wires.draft import Draft, Refused
from tests.wires.shared import shared, shared_files

FILES = shared_files("testdata/wires/*ninjs*.json", "testdata/iptc/ninjs/examples/**/*.json")
SUITE = shared_files("testdata/iptc/ninjs/test_suite/**/*.json")
REASONS = (
    "a story (type “text”) was expected",
    "unknown language",
    "is no language tag",
    "no headline",
    "broken JSON",
    "has cancelled",
    "withholds",
)


def one(path: str) -> Draft:
    (draft,) = ninjs.parse(shared(path).read_bytes(), language="en")
    assert isinstance(draft, Draft), draft
    return draft


def check(found: list[Draft | Refused]) -> None:
    assert found
    for each in found:
        if isinstance(each, Refused):
            assert any(reason in each.reason for reason in REASONS), each.reason
            continue
        assert each.headline
        assert each.source_id
        placed = [block.picture for block in each.blocks if isinstance(block, PictureBlock)]
        assert placed.count(each.pictures[0].id) == 0 if each.pictures else not placed
        assert set(placed) == {picture.id for picture in each.pictures[1:]}
        assert all(block.plain() or isinstance(block, PictureBlock) for block in each.blocks)


@pytest.mark.skipif(not FILES, reason="../shared/testdata is not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_agency_file_is_read_or_refused_in_words(path: Path) -> None:
    check(ninjs.parse(path.read_bytes(), language="en"))


@pytest.mark.skipif(not SUITE, reason="../shared/testdata is not here")
def test_iptcs_suite_is_read_or_refused_in_words() -> None:
    read = 0
    for path in SUITE:
        found = ninjs.parse(path.read_bytes(), language="en")
        check(found)
        read += sum(1 for each in found if isinstance(each, Draft))
    assert read > len(SUITE) // 4


def test_an_embargoed_story_carries_its_embargo_and_says_so() -> None:
    draft = one("testdata/wires/ninjs_embargoed.json")
    assert str(draft.embargoed) == "2022-06-29T02:30:00Z"
    assert any("not to be published before 2022-06-29T02:30:00Z" in warning for warning in draft.warnings)
    assert (len(draft.blocks), len(draft.pictures)) == (18, 1)


def test_first_and_version_times_become_published_and_updated() -> None:
    draft = one("testdata/wires/ninjs1.json")
    assert (str(draft.first_published), str(draft.updated)) == ("2017-08-24T04:37:19Z", "2017-08-24T04:38:34Z")
    assert (draft.language, draft.dateline, draft.bylines) == ("fr", "Milton Keynes", ("Peter and Jane",))
    assert (draft.source_version, draft.subjects, draft.sources) == ("2", ("01000000",), ("AAP",))


def test_a_picture_takes_its_largest_rendition() -> None:
    (picture,) = one("testdata/wires/ninjs2.json").pictures
    value = json.loads(shared("testdata/wires/ninjs2.json").read_bytes())
    renditions = value["associations"]["featuremedia"]["renditions"].values()
    assert picture.width == max(each["width"] for each in renditions)
    assert picture.credit == "Bebeto Matthews"


def test_a_figure_in_the_body_is_the_associated_picture_and_not_another() -> None:
    data = shared("testdata/iptc/ninjs/examples/3.0/tt_text_image_3.json").read_bytes()
    (draft,) = ninjs.parse(data.replace(b'"language": "sv"', b'"language": "en"'))
    assert isinstance(draft, Draft)
    assert len(draft.pictures) == 1
    assert [block.__struct_config__.tag for block in draft.blocks].count("quote") == 2
    assert draft.alternate_ids == {"originaltransmissionreference": "a0f2d045-1058-46d1-9f9a-ad80ed1bc86f"}
