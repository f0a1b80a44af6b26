"""Which part of a picture is shown: what a desk cut away at its edges, and the point that every crop keeps in sight."""

from __future__ import annotations

import msgspec

Box = tuple[int, int, int, int]
Whole = tuple[int, int]
PERCENT = 100
MIDDLE = 50
ALIKE = 0.01  # a shape that differs by less than this is the same shape


class Framing(msgspec.Struct, frozen=True, kw_only=True):
    """Percent of the upright picture: where the focal point is, from left and top, and what is cut off at each edge.

    What is cut off no reader gets, at whatever shape. Raises ValueError where nothing would be left.
    """

    x: int = MIDDLE
    y: int = MIDDLE
    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    def __post_init__(self) -> None:
        if any(not 0 <= getattr(self, name) <= PERCENT for name in self.__struct_fields__):
            raise ValueError("a percentage is from 0 to 100")
        if self.left + self.right >= PERCENT or self.top + self.bottom >= PERCENT:
            raise ValueError("nothing of the picture would be left")

    def shown(self, whole: Whole) -> Box:
        """What readers may see at all, in pixels of a picture of ``whole`` width and height."""
        width, height = whole
        left, top = _part(width, self.left), _part(height, self.top)
        right, bottom = width - _part(width, self.right), height - _part(height, self.bottom)
        return left, top, max(right, left + 1), max(bottom, top + 1)

    def cropped(self, whole: Whole, shape: Whole) -> Box:
        """The largest part of that which has this shape, with the focal point as near to its middle as it can be."""
        left, top, right, bottom = self.shown(whole)
        width, height = right - left, bottom - top
        ratio = shape[0] / shape[1]
        if abs(width / height / ratio - 1) < ALIKE:
            return left, top, right, bottom
        if width / height > ratio:
            own = max(1, round(height * ratio))
            start = _around(whole[0] * self.x / PERCENT, own, (left, right))
            return start, top, start + own, bottom
        own = max(1, round(width / ratio))
        start = _around(whole[1] * self.y / PERCENT, own, (top, bottom))
        return left, start, right, start + own


def _part(length: int, percent: int) -> int:
    return round(length * percent / PERCENT)


def _around(point: float, length: int, within: tuple[int, int]) -> int:
    """Where a stretch of that length begins that has the point in its middle, moved so that it stays inside."""
    return max(within[0], min(round(point - length / 2), within[1] - length))
