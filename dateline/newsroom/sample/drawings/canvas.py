"""A sheet to draw on in whole units of 1920 by 1280, kept at twice that size so that edges come out smooth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import pairwise
from math import cos, pi, sin

from PIL import Image, ImageDraw

WIDTH, HEIGHT, SCALE = 1920, 1280, 2
COVER = 1500

PAPER, PALE, INK, NIGHT = "#f2eee5", "#fbf9f4", "#22303c", "#14202b"
SEA, LAND, FIELD, GREY = "#c6d5dc", "#e6dfd0", "#d5ccb8", "#a3a9a8"
BLUE, SKY, RED, ROSE, GOLD, OCHRE, GREEN = "#2f5d8a", "#8fb0c9", "#b0402e", "#d99a86", "#d0a446", "#a87338", "#5f7d5c"

Point = tuple[float, float]


class Canvas:
    """Shapes in canvas units, y downwards; ``png()`` gives the finished picture."""

    def __init__(self, background: str = PAPER) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), background)
        self.pen = ImageDraw.Draw(self.image)

    def area(self, points: Iterable[Point], fill: str) -> None:
        """A filled polygon."""
        self.pen.polygon(_scaled(points), fill=fill)

    def line(self, points: Iterable[Point], fill: str, width: float = 4) -> None:
        """A line through points, with round corners and ends."""
        scaled = _scaled(points)
        self.pen.line(scaled, fill=fill, width=round(width * SCALE), joint="curve")
        for x, y in (scaled[0], scaled[-1]):
            half = width * SCALE / 2
            self.pen.ellipse((x - half, y - half, x + half, y + half), fill=fill)

    def dashes(self, points: Sequence[Point], fill: str, *, width: float = 4, dash: float = 22) -> None:
        """A dashed line through points; gaps are as long as dashes."""
        walked = along(points, dash)
        for start, end in zip(walked[::2], walked[1::2], strict=False):
            self.line((start, end), fill, width)

    def disc(self, centre: Point, radius: float, fill: str) -> None:
        """A filled circle."""
        self.pen.ellipse(_box(centre, radius, radius), fill=fill)

    def oval(self, centre: Point, radii: Point, fill: str) -> None:
        """A filled ellipse, its axes level and upright."""
        self.pen.ellipse(_box(centre, *radii), fill=fill)

    def ring(self, centre: Point, radius: float, outline: str, width: float = 3) -> None:
        """A circle's outline."""
        self.pen.ellipse(_box(centre, radius, radius), outline=outline, width=round(width * SCALE))

    def box(self, corner: Point, size: Point, fill: str) -> None:
        """A filled rectangle from its upper left corner."""
        (x, y), (wide, high) = corner, size
        self.pen.rectangle((x * SCALE, y * SCALE, (x + wide) * SCALE - 1, (y + high) * SCALE - 1), fill=fill)

    def veil(self, points: Iterable[Point], fill: str, opacity: float) -> None:
        """A polygon through which what is beneath still shows; ``opacity`` from 0 to 1."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon(_scaled(points), fill=round(255 * opacity))
        self.image.paste(Image.new("RGB", self.image.size, fill), mask=mask)

    def fade(self, top: str, bottom: str, *, until: float = HEIGHT) -> None:
        """A vertical gradient from the upper edge down to ``until``."""
        rows = round(until * SCALE)
        mask = Image.linear_gradient("L").resize((self.image.width, rows))
        upper = Image.new("RGB", mask.size, top)
        upper.paste(Image.new("RGB", mask.size, bottom), mask=mask)
        self.image.paste(upper, (0, 0))

    def png(self) -> bytes:
        """The picture as PNG, 1920 by 1280 pixels."""
        out = BytesIO()
        self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(out, "PNG", optimize=False)
        return out.getvalue()


class Cover(Canvas):
    """A sheet of which the middle is taken, as directories of podcasts want it: square, 1500 pixels a side."""

    def png(self) -> bytes:
        """The middle as PNG."""
        out, left = BytesIO(), (WIDTH - HEIGHT) * SCALE // 2
        middle = self.image.crop((left, 0, left + HEIGHT * SCALE, HEIGHT * SCALE))
        middle.resize((COVER, COVER), Image.Resampling.LANCZOS).save(out, "PNG", optimize=False)
        return out.getvalue()


def _scaled(points: Iterable[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]


def _box(centre: Point, across: float, down: float) -> tuple[float, float, float, float]:
    x, y = centre
    return ((x - across) * SCALE, (y - down) * SCALE, (x + across) * SCALE, (y + down) * SCALE)


def arc(centre: Point, radii: Point, *, start: float = 0, end: float = 360, tilt: float = 0) -> list[Point]:
    """Points on an ellipse from ``start`` to ``end`` degrees, the whole turned by ``tilt`` degrees."""
    turn, steps = tilt * pi / 180, 160
    found = []
    for step in range(steps + 1):
        angle = (start + (end - start) * step / steps) * pi / 180
        x, y = radii[0] * cos(angle), radii[1] * sin(angle)
        found.append((centre[0] + x * cos(turn) - y * sin(turn), centre[1] + x * sin(turn) + y * cos(turn)))
    return found


def curve(start: Point, bend: Point, end: Point) -> list[Point]:
    """A quadratic Bézier curve."""
    found = []
    for step in range(81):
        t = step / 80
        first, second, third = (1 - t) ** 2, 2 * t * (1 - t), t**2
        x = first * start[0] + second * bend[0] + third * end[0]
        found.append((x, first * start[1] + second * bend[1] + third * end[1]))
    return found


def along(points: Sequence[Point], step: float) -> list[Point]:
    """Points at equal distances along a line."""
    found, left = [points[0]], step
    for (ax, ay), (bx, by) in pairwise(points):
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        done = 0.0
        while length - done >= left:
            done += left
            found.append((ax + (bx - ax) * done / length, ay + (by - ay) * done / length))
            left = step
        left -= length - done
    return found


def arrow(canvas: Canvas, points: Sequence[Point], fill: str, width: float = 8) -> None:
    """A line with a head at its last point."""
    canvas.line(points[:-1] if len(points) > 2 else points, fill, width)
    (ax, ay), (bx, by) = points[-2], points[-1]
    length = max(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5, 1e-6)
    ux, uy = (bx - ax) / length, (by - ay) / length
    size = width * 3.2
    tip = (bx + ux * size, by + uy * size)
    canvas.area([tip, (bx - uy * size * 0.6, by + ux * size * 0.6), (bx + uy * size * 0.6, by - ux * size * 0.6)], fill)
