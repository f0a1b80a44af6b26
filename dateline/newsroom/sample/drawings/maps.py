"""The maps: simplified outlines in a plain projection, filled or as a grid of dots."""

from __future__ import annotations

import tomllib
from functools import cache
from math import cos, pi
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

from dateline.newsroom.sample.drawings import canvas as sheet
from dateline.newsroom.sample.drawings.canvas import HEIGHT, WIDTH, Canvas, Point, arrow, curve

FOLDER = Path(__file__).parents[1]
KILOMETRES_A_DEGREE = 111.2
Route = tuple[Point, ...]


@cache
def outlines() -> dict[str, dict[str, list[Point]]]:
    """Rings of degrees east and north by sort (land, water, region) and name."""
    found: dict[str, dict[str, list[Point]]] = tomllib.loads((FOLDER / "coasts.toml").read_text(encoding="utf-8"))
    return found


@cache
def countries() -> dict[str, list[Point]]:
    """Points inside countries by group: members, russia, others."""
    found: dict[str, list[Point]] = tomllib.loads((FOLDER / "countries.toml").read_text(encoding="utf-8"))
    return found


class View(NamedTuple):
    """A window on the map: its middle in degrees and how many canvas units a degree of latitude takes."""

    east: float
    north: float
    unit: float

    def at(self, place: Point) -> Point:
        """Degrees to canvas units (equirectangular, true in scale at the middle)."""
        squeeze = cos(self.north * pi / 180)
        return (
            WIDTH / 2 + (place[0] - self.east) * squeeze * self.unit,
            HEIGHT / 2 - (place[1] - self.north) * self.unit,
        )

    def ring(self, sort: str, name: str) -> list[Point]:
        """An outline in canvas units."""
        return [self.at(place) for place in outlines()[sort][name]]

    def kilometres(self, length: float) -> float:
        """A length on the ground in canvas units."""
        return length / KILOMETRES_A_DEGREE * self.unit


def ground(view: View, *, land: str = sheet.LAND, sea: str = sheet.SEA) -> Canvas:
    """Land and water, with a paler line along the coast."""
    canvas = Canvas(sea)
    for name in outlines()["land"]:
        ring = view.ring("land", name)
        canvas.line([*ring, ring[0]], sheet.PALE, 14)
        canvas.area(ring, land)
    for name in outlines()["water"]:
        ring = view.ring("water", name)
        canvas.area(ring, sea)
        canvas.line([*ring, ring[0]], sheet.PALE, 7)
    return canvas


def dotted(view: View, colours: dict[str, str], *, step: float = 19) -> Canvas:
    """Land as a grid of dots, each in the colour of the group that its nearest country belongs to."""
    canvas = Canvas(sheet.PALE)
    mask = _mask(view)
    seeds = [(view.at(place), colours[group]) for group, places in countries().items() for place in places]
    radius = step * 0.36
    row, y = 0, step / 2
    while y < HEIGHT:
        x = step / 2 + (step / 2 if row % 2 else 0)
        while x < WIDTH:
            if mask.getpixel((round(x) // 2, round(y) // 2)):
                canvas.disc((x, y), radius, _nearest((x, y), seeds))
            x += step
        row, y = row + 1, y + step * 0.87
    return canvas


def _mask(view: View) -> Image.Image:
    mask = Image.new("1", (WIDTH // 2 + 1, HEIGHT // 2 + 1))
    pen = ImageDraw.Draw(mask)
    for sort, filled in (("land", 1), ("water", 0)):
        for name in outlines()[sort]:
            pen.polygon([(x / 2, y / 2) for x, y in view.ring(sort, name)], fill=filled)
    return mask


def _nearest(point: Point, seeds: list[tuple[Point, str]]) -> str:
    x, y = point
    return min(seeds, key=lambda seed: (seed[0][0] - x) ** 2 + (seed[0][1] - y) ** 2)[1]


def marker(canvas: Canvas, point: Point, fill: str = sheet.RED, size: float = 15) -> None:
    """A place."""
    canvas.disc(point, size * 1.5, sheet.PALE)
    canvas.disc(point, size, fill)


QUIET = {"members": "#b9c4c8", "russia": "#c9bda9", "others": "#cfd0c9"}


def _caucasus(view: View) -> Canvas:
    canvas = ground(view, land="#ddd6c6")
    ring = view.ring("region", "georgia")
    canvas.area(ring, sheet.PALE)
    for name in ("abkhazia", "south_ossetia"):
        canvas.area(view.ring("region", name), sheet.RED)
    canvas.line([*ring, ring[0]], sheet.INK, 5)
    return canvas


def _ridge(canvas: Canvas, view: View) -> None:
    """The main range of the Caucasus as a row of small peaks just north of the border."""
    west = ((40.3, 43.85), (41.5, 43.55), (42.6, 43.45), (43.6, 43.1))
    spine = (*west, (44.4, 43.0), (45.4, 42.78), (46.4, 42.25), (47.2, 41.8))
    for index, (x, y) in enumerate(sheet.along([view.at(place) for place in spine], 58)):
        size = 30 + 9 * (index * 7 % 3)
        canvas.area([(x - size, y), (x, y - size * 1.15), (x + size, y)], "#b7ad98")
        snow = size * 0.3
        canvas.area([(x - snow, y - size * 0.8), (x, y - size * 1.15), (x + snow, y - size * 0.8)], sheet.PALE)


def georgia() -> Canvas:
    """Georgia on the Black Sea, Abkhazia and South Ossetia in red, Tbilisi as a point."""
    view = View(42.9, 42.15, 250)
    canvas = _caucasus(view)
    _ridge(canvas, view)
    for place in ((41.65, 41.65), (44.12, 41.98), (42.7, 42.25)):
        canvas.disc(view.at(place), 9, sheet.INK)
    marker(canvas, view.at((44.8, 41.72)), sheet.INK)
    return canvas


def georgia_zones() -> Canvas:
    """The two regions and, hatched, the zones beside them, with arrows of withdrawal."""
    view = View(43.05, 42.45, 330)
    canvas = _caucasus(view)
    for name in ("zone_west", "zone_east"):
        _hatch(canvas, view.ring("region", name))
    for start, bend, end in (
        ((41.9, 42.3), (41.95, 42.6), (41.72, 42.78)),
        ((44.05, 41.96), (44.25, 42.1), (44.15, 42.32)),
        ((43.5, 42.02), (43.45, 42.25), (43.72, 42.4)),
    ):
        arrow(canvas, curve(view.at(start), view.at(bend), view.at(end)), sheet.INK, 9)
    marker(canvas, view.at((44.8, 41.72)), sheet.INK)
    return canvas


def _hatch(canvas: Canvas, ring: list[Point]) -> None:
    mask = Image.new("1", canvas.image.size)
    ImageDraw.Draw(mask).polygon([(x * sheet.SCALE, y * sheet.SCALE) for x, y in ring], fill=1)
    stripes = Canvas("#ecd3c8")
    for x in range(-HEIGHT, WIDTH, 26):
        stripes.line(((x, 0), (x + HEIGHT, HEIGHT)), sheet.RED, 6)
    canvas.image.paste(stripes.image, mask=mask)


def nato_map() -> Canvas:
    """Europe at the beginning of 2009: members of Nato, Russia, all others."""
    return dotted(View(18, 53.5, 31), {"members": sheet.BLUE, "russia": sheet.RED, "others": "#c3c4bd"})


def kaliningrad() -> Canvas:
    """Circles of 100 to 400 km around Kaliningrad."""
    view = View(20.4, 54.4, 118)
    canvas = dotted(view, {"members": sheet.SKY, "russia": sheet.ROSE, "others": "#cfcfc7"}, step=24)
    centre = view.at((20.5, 54.72))
    for kilometres in (100, 200, 300, 400):
        canvas.ring(centre, view.kilometres(kilometres), sheet.RED, 5)
    marker(canvas, centre, size=22)
    return canvas


def gas_pipelines() -> Canvas:
    """The main gas routes from Russia to Europe, the Ukrainian one broken."""
    view = View(28, 49.5, 46)
    canvas = dotted(view, QUIET)
    north: Route = ((58, 64), (46, 58), (38, 55), (31, 53.6), (24, 52.6), (18, 52.3), (13.5, 52.3))
    south: Route = ((50, 52), (43, 48), (39, 45), (36.5, 42.6), (36, 41.2), (33, 39.8))
    middle: Route = ((58, 61), (48, 55), (40, 51.5), (36, 50.7))
    ukraine: Route = ((36, 50.7), (31, 49.8), (26, 48.9), (22.3, 48.6))
    branches: tuple[Route, ...] = (
        ((22.3, 48.6), (18.5, 48.4), (16.5, 48.4), (13, 48.6)),
        ((31, 49.8), (29, 46.5), (28.3, 44.5), (25.5, 43), (23, 42.5)),
    )
    for route in (north, south, middle):
        canvas.line([view.at(place) for place in route], sheet.BLUE, 11)
    for route in (ukraine, *branches):
        canvas.dashes([view.at(place) for place in route], sheet.RED, width=11, dash=26)
    for place in ((36, 50.7), (22.3, 48.6)):
        marker(canvas, view.at(place), size=17)
    for place in (north[-1], south[-1]):
        marker(canvas, view.at(place), sheet.BLUE, 13)
    return canvas


def afghan_routes() -> Canvas:
    """The northern railway route and the southern road to Afghanistan, with Manas."""
    view = View(53, 41.5, 33)
    canvas = dotted(view, {"members": "#b9c4c8", "russia": "#d3c7b3", "others": "#d0d0c8"})
    northern: Route = ((24.1, 56.9), (32, 56), (40, 53.5), (48, 52.5), (56, 50.5), (60, 46), (66, 42), (67.3, 37.2))
    southern: Route = ((67, 24.9), (68.5, 28), (71, 31.5), (71.4, 34), (70.4, 34.4), (69.2, 34.5))
    canvas.line([view.at(place) for place in northern], sheet.BLUE, 11)
    canvas.line([view.at(place) for place in southern], sheet.RED, 11)
    canvas.dashes([view.at((74.5, 43.1)), view.at((69.2, 34.5))], sheet.GOLD, width=9, dash=18)
    ends = ((northern[0], sheet.BLUE), (southern[0], sheet.RED), ((74.5, 43.1), sheet.GOLD), (southern[-1], sheet.INK))
    for place, colour in ends:
        marker(canvas, view.at(place), colour, 17)
    return canvas


def s300_ranges() -> Canvas:
    """Iran with circles of 150 km around Tehran, Natanz, Isfahan, Arak and Bushehr."""
    view = View(53.6, 32.3, 68)
    canvas = ground(view, land="#ddd6c6")
    ring = view.ring("region", "iran")
    canvas.area(ring, sheet.PALE)
    canvas.line([*ring, ring[0]], sheet.INK, 4)
    places = [view.at(place) for place in ((51.4, 35.7), (51.7, 33.7), (51.7, 32.6), (49.2, 34.4), (50.9, 28.8))]
    for place in places:
        canvas.veil(sheet.arc(place, (view.kilometres(150),) * 2), sheet.RED, 0.22)
    for place in places:
        canvas.ring(place, view.kilometres(150), sheet.RED, 4)
    for place in places:
        canvas.disc(place, 11, sheet.INK)
    return canvas


def sudan() -> Canvas:
    """Sudan as it was in 2009, with the Nile and Darfur."""
    view = View(29.5, 12.9, 62)
    canvas = Canvas("#ddd6c6")
    coast = [(37.3, 24), (36.9, 22), (37.3, 20.8), (37.1, 19), (38.5, 18), (39.5, 15.6), (43, 12.5), (60, 12), (60, 24)]
    canvas.area([view.at(place) for place in coast], sheet.SEA)
    ring = view.ring("region", "sudan")
    canvas.area(ring, sheet.PALE)
    canvas.area(view.ring("region", "darfur"), sheet.RED)
    canvas.line([*ring, ring[0]], sheet.INK, 5)
    canvas.line(view.ring("region", "nile"), sheet.SKY, 11)
    canvas.line(view.ring("region", "blue_nile"), sheet.SKY, 8)
    marker(canvas, view.at((32.53, 15.6)), sheet.INK)
    return canvas
