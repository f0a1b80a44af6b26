"""What is photographed, and how the prints are laid on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from dateline.languages.language import languages

WIDTHS = (320, 360, 768, 1280, 1920)  # CSS pixels
PAGES = ("front", "story")
TELLING = ("en", "fa", "ur", "km", "hi", "zh-Hans")
ACROSS = 5  # prints beside each other
PRINT = 300  # pixels from left to right for the two pages of one print
GAP, LABEL = 12, 22
GROUND, INK = "#6b7075", "#ffffff"


class Light(NamedTuple):
    """A way in which a page is shown, other than the plain one; ``zoom`` is a factor, as a reader's browser has it."""

    scheme: str = "light"
    contrast: str = "no-preference"
    colours: str = "none"  # "active": the system's own few colours
    medium: str = "screen"
    zoom: int = 1


LIGHTS = {
    "dark": Light(scheme="dark"),
    "more-contrast": Light(contrast="more"),
    "forced-colours": Light(colours="active"),
    "zoom-200": Light(zoom=2),
    "paper": Light(medium="print"),
}


def prints() -> tuple[str, ...]:
    """The tags on a sheet of widths, in the order of their tags."""
    return tuple(languages())


def beside(images: Sequence[Image.Image], width: int) -> Image.Image:
    """Images of one height beside each other, together as wide as a print."""
    each = (width - GAP * (len(images) - 1)) / len(images)
    small = [image.resize((round(each), round(image.height * each / image.width))) for image in images]
    joined = Image.new("RGB", (width, max(image.height for image in small)), GROUND)
    for number, image in enumerate(small):
        joined.paste(image, (round(number * (each + GAP)), 0))
    return joined


def sheet(labelled: Sequence[tuple[str, Image.Image]], across: int = ACROSS) -> Image.Image:
    """Prints with their names above them, row by row; a row is as high as its highest print."""
    rows = [labelled[start : start + across] for start in range(0, len(labelled), across)]
    heights = [max(image.height for _, image in row) + LABEL + GAP for row in rows]
    width = max(image.width for _, image in labelled)
    laid = Image.new("RGB", (across * (width + GAP) + GAP, sum(heights) + GAP), GROUND)
    draw, font, top = ImageDraw.Draw(laid), ImageFont.load_default(14), GAP
    for row, height in zip(rows, heights, strict=True):
        for number, (name, image) in enumerate(row):
            left = GAP + number * (width + GAP)
            draw.text((left, top), name, fill=INK, font=font)
            laid.paste(image, (left, top + LABEL))
        top += height
    return laid
