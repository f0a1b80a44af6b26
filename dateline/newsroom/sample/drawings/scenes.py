"""The scenes: places and occasions in a few flat shapes."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from random import Random

from dateline.newsroom.sample.drawings import canvas as sheet
from dateline.newsroom.sample.drawings.canvas import HEIGHT, WIDTH, Canvas, Point, arc, curve


def _range(canvas: Canvas, *, base: float, peaks: Sequence[Point], fill: str, snow: str = "") -> None:
    canvas.area([(0, base), *peaks, (WIDTH, base)], fill)
    if not snow:
        return
    for before, (x, y), after in zip(peaks, peaks[1:], peaks[2:], strict=False):
        if y < before[1] and y < after[1]:
            left = (x + (before[0] - x) * 0.3, y + (before[1] - y) * 0.3)
            right = (x + (after[0] - x) * 0.3, y + (after[1] - y) * 0.3)
            middle = (x, (left[1] + right[1]) / 2 + 18)
            notch = [(x + (right[0] - x) * 0.3, right[1] - 24), middle, (x + (left[0] - x) * 0.4, left[1] - 20)]
            canvas.area([(x, y), right, *notch, left], snow)


def geneva() -> Canvas:
    """The lake below the Alps with its fountain."""
    canvas = Canvas("#dfe7ea")
    canvas.fade("#c5d6e0", "#f0ece2", until=700)
    far = [(0, 560), (150, 470), (290, 520), (430, 400), (560, 470), (700, 330), (800, 410), (900, 250), (1010, 390)]
    far += [(1130, 330), (1260, 450), (1400, 370), (1540, 480), (1690, 410), (1820, 500), (1920, 450)]
    _range(canvas, base=760, peaks=far, fill="#a9bac4", snow=sheet.PALE)
    near = [(0, 640), (260, 590), (480, 650), (760, 610), (1040, 660), (1320, 600), (1620, 650), (1920, 590)]
    _range(canvas, base=760, peaks=near, fill="#7d96a0")
    canvas.box((0, 735), (WIDTH, HEIGHT - 735), "#9fbccb")
    canvas.area([*curve((0, 1010), (760, 790), (WIDTH, 900)), (WIDTH, 735), (0, 735)], "#87aabd")
    for drop, tone in ((0, "#d9d0bd"), (60, "#c3b9a3")):
        quay = curve((0, 1000 + drop), (600, 945 + drop), (950, 1080 + drop))
        quay += curve((950, 1080 + drop), (1330, 1210 + drop), (WIDTH, 1125 + drop))
        canvas.area([(0, 1290), *quay, (WIDTH, 1290)], tone)
    _houses(canvas)
    foot = (620, 925)
    for spread, tone in ((50, "#dfeaf0"), (30, "#eef4f6"), (12, "#ffffff")):
        plume = [foot, *curve((foot[0] - 4, foot[1]), (foot[0] - 10, 300), (foot[0] + 8, 210))]
        plume += curve((foot[0] + 8, 210), (foot[0] + spread * 1.6, 330), (foot[0] + spread, foot[1]))
        canvas.area(plume, tone)
    return canvas


def _houses(canvas: Canvas) -> None:
    chance = Random("quay")
    x = 1010.0
    while x < WIDTH:
        wide, high = chance.randint(46, 86), chance.randint(70, 150)
        floor = 1205 - max(0, 1250 - x) * 0.18
        tone = chance.choice(("#efe6d4", "#e4d8c2", "#f5efe2", "#d8cab0"))
        canvas.box((x, floor - high), (wide, high + 90), tone)
        canvas.area([(x - 4, floor - high), (x + wide / 2, floor - high - 34), (x + wide + 4, floor - high)], "#8c5a48")
        for row in range(high // 42):
            for column in range(int(wide // 24)):
                canvas.box((x + 9 + column * 24, floor - high + 16 + row * 40), (10, 18), "#6b7d88")
        x += wide + 3


def fespaco() -> Canvas:
    """A horse before the sun, film along the ground."""
    canvas = Canvas("#c9562f")
    canvas.fade("#d98b3a", "#b8432a")
    canvas.disc((960, 560), 430, "#efb64e")
    canvas.disc((960, 560), 360, "#f5cd74")
    for index in range(24):
        angle = index * pi / 12
        inner, outer = 470, 560 if index % 2 else 620
        start = (960 + inner * cos(angle), 560 + inner * sin(angle))
        canvas.line((start, (960 + outer * cos(angle), 560 + outer * sin(angle))), "#efb64e", 12)
    canvas.area([(0, 1280), *curve((0, 960), (700, 850), (1920, 1010)), (1920, 1280)], "#7a2f22")
    _horse(canvas, "#2a1a17")
    canvas.box((0, 1080), (WIDTH, 150), "#1d1413")
    for x in range(12, WIDTH, 60):
        canvas.box((x, 1092), (34, 20), "#f3e6cf")
        canvas.box((x, 1198), (34, 20), "#f3e6cf")
    for x in range(10, WIDTH, 240):
        canvas.box((x, 1124), (220, 62), ("#b8432a", "#efb64e", "#5f7d5c", "#2f5d8a")[x // 240 % 4])
    return canvas


def _horse(canvas: Canvas, tone: str) -> None:
    """A rearing horse, facing right."""
    canvas.area(arc((900, 650), (190, 108), tilt=-38), tone)
    canvas.area([(965, 505), (1050, 585), (1128, 418), (1095, 352), (1040, 330)], tone)
    canvas.area([(1040, 335), (1105, 318), (1215, 398), (1222, 432), (1190, 446), (1108, 428)], tone)
    canvas.area([(1060, 335), (1066, 280), (1098, 325)], tone)
    for hair in range(7):
        root = (1058 - hair * 15, 335 + hair * 28)
        canvas.line(curve(root, (root[0] - 70, root[1] - 30), (root[0] - 105, root[1] + 42)), "#8c2f20", 14)
    canvas.line([(985, 600), (1130, 590), (1165, 690)], tone, 36)
    canvas.line([(960, 650), (1085, 690), (1075, 790)], tone, 34)
    canvas.line([(800, 740), (850, 860), (780, 950), (800, 1070)], tone, 44)
    canvas.line([(770, 735), (745, 870), (680, 950), (690, 1070)], tone, 42)
    canvas.disc((790, 745), 86, tone)
    canvas.line(curve((730, 745), (560, 740), (560, 930)), "#8c2f20", 34)
    canvas.disc((1150, 378), 7, "#f5cd74")


def cinema() -> Canvas:
    """A dark hall, rows of seats, a beam towards the screen."""
    canvas = Canvas("#191418")
    canvas.fade("#120f14", "#2a1d22")
    canvas.area([(430, 130), (1490, 130), (1430, 610), (490, 610)], "#f4ead2")
    canvas.area([(470, 160), (1450, 160), (1396, 582), (524, 582)], "#fbf6e8")
    canvas.disc((960, 380), 120, "#e8c26a")
    canvas.veil([(900, 1290), (1020, 1290), (1490, 130), (430, 130)], "#fff3cf", 0.13)
    canvas.area([(300, 60), (430, 130), (490, 610), (300, 760)], "#7c2a2b")
    canvas.area([(1620, 60), (1490, 130), (1430, 610), (1620, 760)], "#7c2a2b")
    for row in range(5):
        size, y = 44 + row * 17, 760 + row * 105
        gap = size * 2.25
        count = int(WIDTH / gap) + 3
        for seat in range(count):
            x = WIDTH / 2 + (seat - count / 2 + (0.5 if row % 2 else 0)) * gap
            tone = ("#5a2226", "#64272b", "#6e2b2f", "#7a3033", "#853538")[row]
            canvas.disc((x, y), size, tone)
            canvas.box((x - size, y), (size * 2, size * 2), tone)
    return canvas


def capitol() -> Canvas:
    """A white dome above columns, steps, and a crowd."""
    canvas = Canvas("#eef0ec")
    canvas.fade("#b9cede", "#eef0ec", until=900)
    for wide, top, high, tone in ((1500, 640, 190, "#f1ede3"), (760, 560, 270, "#f8f5ee")):
        canvas.box((960 - wide / 2, top), (wide, high), tone)
        canvas.box((960 - wide / 2 - 14, top - 20), (wide + 28, 26), "#dcd6c8")
    for index in range(30):
        x = 225 + index * 50.6
        if not 560 < x < 1340:
            canvas.box((x, 670), (16, 160), "#d9d3c5")
    for index in range(14):
        canvas.box((612 + index * 52, 590), (20, 240), "#dcd6c8")
    canvas.area([(560, 542), (960, 430), (1360, 542)], "#efeade")
    canvas.box((770, 372), (380, 90), "#f4f0e7")
    for index in range(12):
        canvas.box((784 + index * 31, 384), (10, 78), "#d3ccbd")
    canvas.area(arc((960, 372), (196, 210), start=180, end=360), "#fbf9f4")
    for across in (-120, -62, 0, 62, 120):
        canvas.line(curve((960 + across, 372), (960 + across * 0.9, 230), (960 + across * 0.2, 166)), "#ddd7c9", 4)
    canvas.box((930, 118), (60, 56), "#f4f0e7")
    canvas.line(((960, 118), (960, 68)), "#8b8f8c", 10)
    for step in range(9):
        canvas.box((330 - step * 26, 830 + step * 16), (1260 + step * 52, 16), "#e9e4d8" if step % 2 else "#d8d2c4")
    _crowd(canvas)
    return canvas


def _crowd(canvas: Canvas) -> None:
    canvas.box((0, 974), (WIDTH, 320), "#6b7280")
    chance = Random("mall")
    tones = ("#2f3e4c", "#455868", "#b0402e", "#d0a446", "#8fb0c9", "#5f7d5c", "#e6dfd0", "#7c4a3a", "#22303c")
    for row in range(17):
        size, y = 8 + row * 1.15, 982 + row * (13 + row * 0.45)
        x = -size * (row % 2)
        while x < WIDTH + size:
            canvas.disc((x + chance.uniform(-3, 3), y + chance.uniform(-3, 3)), size, chance.choice(tones))
            x += size * 2.05


def davos() -> Canvas:
    """Snow mountains whose ridge turns into a falling line."""
    canvas = Canvas("#eef0ee")
    canvas.fade("#b4c8d6", "#eef0ee", until=900)
    ridge = [(0, 620), (150, 430), (270, 520), (420, 250), (540, 400), (650, 210), (770, 420), (880, 330), (1000, 560)]
    falling = [(1000, 560), (1090, 470), (1180, 640), (1270, 590), (1370, 790), (1460, 740), (1570, 930), (1660, 890)]
    falling += [(1790, 1060), (1920, 1020)]
    canvas.area([(0, HEIGHT), *ridge, *falling[1:], (WIDTH, HEIGHT)], "#8ea5b3")
    for before, (x, y), after in zip(ridge, ridge[1:], ridge[2:], strict=False):
        if y < before[1] and y < after[1]:
            left = (x + (before[0] - x) * 0.55, y + (before[1] - y) * 0.55)
            right = (x + (after[0] - x) * 0.55, y + (after[1] - y) * 0.55)
            canvas.area([(x, y), right, (x + 12, right[1] - 30), (x, y + 90), (x - 22, left[1] - 25), left], sheet.PALE)
    foothills = ((0, 960), (300, 860), (620, 980), (980, 930), (1400, 1130), (1920, 1170))
    _range(canvas, base=HEIGHT, peaks=foothills, fill="#6f8895")
    chance = Random("trees")
    for _ in range(150):
        foot = chance.uniform(0, WIDTH)
        level = 1290 - chance.uniform(0, 170) * (1 - foot / WIDTH * 0.65)
        high = chance.uniform(46, 84)
        tone = chance.choice(("#34495a", "#3e5566", "#2c4050"))
        canvas.area([(foot - high * 0.28, level), (foot, level - high), (foot + high * 0.28, level)], tone)
    canvas.line(falling, sheet.RED, 13)
    for place in falling[1:]:
        canvas.disc(place, 13, sheet.PALE)
        canvas.disc(place, 8, sheet.RED)
    return canvas


def night_sky() -> Canvas:
    """A telescope under the stars, and Jupiter's four moons on four nights."""
    canvas = Canvas(sheet.NIGHT)
    canvas.fade("#0c1620", "#2a4058")
    chance = Random("stars")
    for _ in range(420):
        size = chance.choice((1.2, 1.6, 1.6, 2.2, 3.4))
        place = (chance.uniform(0, WIDTH), chance.uniform(0, 1010))
        canvas.disc(place, size, chance.choice(("#e8e4d6", "#a9b8c6", "#7c8ea0")))
    canvas.area([(0, 1290), *curve((0, 1080), (800, 960), (WIDTH, 1110)), (WIDTH, 1290)], "#101a22")
    nights = ((-250, -120, 130, 310), (-330, 95, 190, 275), (-180, -90, 220, 345), (-290, -210, -105, 150))
    for night, moons in enumerate(nights):
        y = 220 + night * 170
        canvas.line(((860, y), (1740, y)), "#33475a", 2)
        canvas.disc((1300, y), 38, "#d8b988")
        canvas.box((1264, y - 9), (72, 8), "#b8936a")
        canvas.box((1266, y + 9), (68, 6), "#b8936a")
        for moon in moons:
            canvas.disc((1300 + moon, y), 8, sheet.PALE)
    for foot in ((330, 1150), (470, 1170), (610, 1140)):
        canvas.line(((465, 850), foot), "#3a2a20", 18)
    along = (cos(-pi / 5), sin(-pi / 5))
    tubes = ((-250, 120, 34, "#8f6a3c"), (90, 330, 44, "#a87c46"), (310, 352, 52, "#c9a05c"))
    for start, end, half, tone in (*tubes, (-290, -240, 22, "#5d4630")):
        canvas.area(_tube((465, 830), along, (start, end), half), tone)
    canvas.disc((465, 845), 26, "#2c2019")
    return canvas


def _tube(centre: Point, along: Point, reach: tuple[float, float], half: float) -> list[Point]:
    """The four corners of a piece of tube lying along a direction."""
    (ux, uy), (start, end) = along, reach
    corners = ((start, -half), (end, -half), (end, half), (start, half))
    return [(centre[0] + ux * far - uy * side, centre[1] + uy * far + ux * side) for far, side in corners]
