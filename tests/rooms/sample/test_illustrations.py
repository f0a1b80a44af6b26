"""The sample's illustrations: one for every picture, the same bytes each time, of the size promised."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from dateline.newsroom.sample.illustrations import DRAWINGS, draw
from dateline.newsroom.sample.loader import load


def test_every_picture_of_the_sample_has_its_drawing() -> None:
    assert {each.drawing for each in load().pictures.values()} == set(DRAWINGS)


@pytest.mark.parametrize("name", ["geneva", "ecb_rates", "orbits", "nato_map"])
def test_a_drawing_gives_the_same_bytes_twice(name: str) -> None:
    first = draw(name)
    assert draw(name) == first
    with Image.open(BytesIO(first)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1920, 1280))


def test_the_cover_of_the_series_is_a_square_that_directories_take() -> None:
    with Image.open(BytesIO(draw("heard_planets"))) as picture:
        assert (picture.format, picture.size) == ("PNG", (1500, 1500))


def test_every_drawing_is_a_picture_of_its_own() -> None:
    small = {name: DRAWINGS[name]().image.resize((24, 16)).tobytes() for name in DRAWINGS}
    assert len(set(small.values())) == len(small)
    assert [name for name, pixels in small.items() if len(set(pixels)) < 20] == []


def test_an_unknown_drawing_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="geneva"):
        draw("atlantis")
