"""The diagrams: how a thing works or what the figures say, without words, so that they serve every language."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import cos, pi, sin
from random import Random

from dateline.newsroom.sample.drawings import canvas as sheet
from dateline.newsroom.sample.drawings.canvas import HEIGHT, WIDTH, Canvas, Cover, Point, along, arc, curve

# European Central Bank, main refinancing operations: per cent from each day on (ECB, key interest rates).
ECB = (
    (date(2008, 1, 1), 4.00),
    (date(2008, 7, 9), 4.25),
    (date(2008, 10, 15), 3.75),
    (date(2008, 11, 12), 3.25),
    (date(2008, 12, 10), 2.50),
    (date(2009, 1, 21), 2.00),
    (date(2009, 3, 11), 1.50),
    (date(2009, 4, 1), 1.50),
)


def _stars(canvas: Canvas, number: int, seed: str) -> None:
    chance = Random(seed)
    for _ in range(number):
        place = (chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT))
        canvas.disc(place, chance.choice((1.2, 1.6, 2.4)), chance.choice(("#8796a5", "#c3ccd4", "#6a7a8a")))


def missile_shield() -> Canvas:
    """A missile's path over the curved Earth, the radar that follows it, the interceptor that meets it."""
    canvas = Canvas(sheet.NIGHT)
    canvas.fade("#0f1a24", "#2b4256")
    _stars(canvas, 170, "shield")
    centre, radius = (960, 3300), 2300
    canvas.disc(centre, radius + 60, "#35516a")
    canvas.disc(centre, radius, "#5b7f93")
    canvas.disc(centre, radius - 28, "#48687c")

    def ground(degrees: float) -> Point:
        return (centre[0] + radius * sin(degrees * pi / 180), centre[1] - radius * cos(degrees * pi / 180))

    launch, radar, base = ground(20), ground(-3), ground(-11)
    path = curve(launch, (900, -330), ground(-23))
    meeting = path[44]
    for first, last in ((18, 44), (24, 39), (29, 34)):
        canvas.veil([radar, *path[first:last]], "#9fc3d8", 0.16)
    canvas.line(path[:45], sheet.RED, 11)
    canvas.dashes(path[45:], "#c98b7e", width=7, dash=18)
    canvas.line(curve(base, (base[0] - 10, meeting[1] + 190), meeting), sheet.SKY, 11)
    for point in range(12):
        angle = point * pi / 6
        canvas.line([meeting, (meeting[0] + 58 * cos(angle), meeting[1] + 58 * sin(angle))], sheet.GOLD, 6)
    canvas.disc(meeting, 25, sheet.PALE)
    for place, colour in ((launch, sheet.RED), (radar, sheet.PALE), (base, sheet.SKY)):
        canvas.disc(place, 21, colour)
    return canvas


def heard_planets() -> Canvas:
    """Waves of sound that go out from a planet: the cover of the series."""
    canvas = Cover(sheet.NIGHT)
    canvas.fade("#0f1a24", "#2b4256")
    _stars(canvas, 240, "heard")
    centre = (960, 640)
    for number in range(7):
        canvas.ring(centre, 250 + number * 56, (sheet.GOLD, sheet.ROSE, sheet.SKY)[number % 3], 16 - 2 * number)
    canvas.disc(centre, 190, "#48687c")
    canvas.disc((centre[0] - 16, centre[1] - 16), 168, "#5b7f93")
    canvas.disc((centre[0] - 48, centre[1] - 54), 104, sheet.SKY)
    return canvas


def orbits() -> Canvas:
    """Two orbits that cross over the north, and what is left where they meet."""
    canvas = Canvas(sheet.NIGHT)
    _stars(canvas, 260, "orbits")
    centre, radii = (960, 610), (640, 250)
    tilts = (-48, 46)
    for tilt in tilts:
        canvas.line(arc(centre, radii, start=0, end=180, tilt=tilt), "#4d6274", 4)
    canvas.disc(centre, 372, "#2d5068")
    canvas.disc((centre[0] - 22, centre[1] - 22), 340, "#396681")
    for level, width in ((-190, 286), (0, 345), (190, 286)):
        canvas.line(arc((centre[0], centre[1] + level - 22), (width, 40), start=0, end=180), "#4b7a94", 2)
    paths = [arc(centre, radii, start=180, end=360, tilt=tilt) for tilt in tilts]
    for path, colour in zip(paths, (sheet.GOLD, sheet.ROSE), strict=True):
        canvas.line(path, colour, 6)
    first, second = min(
        ((a, b) for a in paths[0] for b in paths[1]),
        key=lambda pair: (pair[0][0] - pair[1][0]) ** 2 + (pair[0][1] - pair[1][1]) ** 2,
    )
    _debris(canvas, ((first[0] + second[0]) / 2, (first[1] + second[1]) / 2))
    return canvas


def _debris(canvas: Canvas, meeting: Point) -> None:
    chance = Random("debris")
    for _ in range(190):
        angle, far = chance.uniform(0, 2 * pi), abs(chance.gauss(0, 105))
        place = (meeting[0] + far * cos(angle), meeting[1] + far * sin(angle) * 0.8)
        size, turn = chance.uniform(2, 8), chance.uniform(0, pi)
        corners = [(place[0] + size * cos(turn + k * 2.1), place[1] + size * sin(turn + k * 2.1)) for k in range(3)]
        canvas.area(corners, chance.choice((sheet.PALE, "#d9dde0", sheet.GOLD, sheet.ROSE)))
    canvas.disc(meeting, 17, sheet.PALE)


def transit() -> Canvas:
    """A planet before its star, and below it the star's light, which dips meanwhile."""
    canvas = Canvas(sheet.NIGHT)
    _stars(canvas, 150, "transit")
    centre = (960, 470)
    for radius, colour in ((380, "#1b2937"), (345, "#2a3037"), (312, "#e0b04d"), (285, "#ecc566"), (245, "#f3d583")):
        canvas.disc(centre, radius, colour)
    canvas.line(((300, 560), (1620, 560)), "#6a5a35", 2)
    for place in (470, 1450):
        canvas.ring((place, 560), 34, "#5b6c7c", 3)
    canvas.disc((905, 560), 34, sheet.NIGHT)
    light: tuple[Point, ...] = ((180, 985), (650, 985), (715, 1095), (1205, 1095), (1270, 985), (1740, 985))
    chance = Random("light")
    for x, y in along(light, 13):
        canvas.disc((x, y + chance.gauss(0, 11)), 4.5, "#7f93a6")
    canvas.line(light, sheet.GOLD, 6)
    canvas.line(((180, 1190), (1740, 1190)), "#4a5b6b", 3)
    return canvas


def ecb_rates() -> Canvas:
    """The European Central Bank's main rate from January 2008 to March 2009, as steps over a grid of half points."""
    canvas = Canvas(sheet.PAPER)
    left, right, floor, half = 170, 1760, 1120, 110
    start, end = ECB[0][0], ECB[-1][0]

    def at(day: date, rate: float) -> Point:
        return (left + (right - left) * (day - start).days / (end - start).days, floor - rate / 0.5 * half)

    for step in range(10):
        y = floor - step * half
        canvas.line(((left, y), (right, y)), "#cfc8b8" if step else sheet.INK, 2 if step else 5)
    for month in range(16):
        x = at(date(2008 + month // 12, month % 12 + 1, 1), 0)[0]
        canvas.line(((x, floor), (x, floor + (30 if month % 12 == 0 else 14))), sheet.INK, 4)
    points: list[Point] = []
    for (day, rate), (until, _) in pairwise(ECB):
        points += [at(day, rate), at(until, rate)]
    canvas.veil([(left, floor), *points, (right, floor)], sheet.SKY, 0.45)
    for before, after in pairwise(points):
        canvas.line((before, after), sheet.BLUE, 12)
    canvas.disc(points[-2], 24, sheet.PALE)
    canvas.disc(points[-2], 17, sheet.RED)
    return canvas


def _seats(canvas: Canvas, colours: list[str], radii: Point, *, size: float) -> None:
    for index, colour in enumerate(colours):
        angle = (index + 0.5) / len(colours) * 2 * pi + pi / 2
        place = (WIDTH / 2 + radii[0] * cos(angle), HEIGHT / 2 + radii[1] * sin(angle))
        canvas.disc((place[0] + 5, place[1] + 7), size, "#cdc6b6")
        canvas.disc(place, size, colour)
        inner = (WIDTH / 2 + radii[0] * 0.8 * cos(angle), HEIGHT / 2 + radii[1] * 0.8 * sin(angle))
        canvas.disc(inner, size * 0.3, sheet.PALE)


def nato_russia_table() -> Canvas:
    """A round table from above: twenty-six members and Russia."""
    canvas = Canvas(sheet.PAPER)
    middle = (WIDTH / 2, HEIGHT / 2)
    canvas.disc((middle[0] + 8, middle[1] + 12), 440, "#cfc8b8")
    canvas.disc(middle, 440, "#8a6a4b")
    canvas.disc(middle, 428, "#9c7b5a")
    canvas.disc(middle, 285, sheet.PAPER)
    canvas.ring(middle, 288, "#8a6a4b", 6)
    _seats(canvas, [sheet.BLUE] * 13 + [sheet.RED] + [sheet.BLUE] * 13, (510, 510), size=44)
    return canvas


def summit_table() -> Canvas:
    """An oval table from above with twenty seats."""
    canvas = Canvas("#e9e4d8")
    middle = (WIDTH / 2, HEIGHT / 2)
    canvas.oval((middle[0] + 8, middle[1] + 14), (700, 380), "#cbc4b4")
    canvas.oval(middle, (700, 380), "#5d6b60")
    canvas.oval(middle, (684, 366), "#6d7d6f")
    canvas.oval(middle, (430, 190), "#e9e4d8")
    tones = [sheet.BLUE, sheet.OCHRE, sheet.GREEN, sheet.RED, sheet.GOLD]
    _seats(canvas, [tones[index * 3 % 5] for index in range(20)], (790, 465), size=50)
    return canvas
