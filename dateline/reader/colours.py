"""The house's accent as a stylesheet of its own, and whether it can be read on our paper (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Literal

from dateline.edition.house import Accent, Face
from dateline.reader.furniture import furniture

Scheme = Literal["light", "dark"]
Colour = tuple[int, int, int]

LEAST = 4.5
GROUNDS = ("paper", "sheet")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
BLACK, WHITE = "#000000", "#ffffff"
DEEPER = 0.28


def stylesheet(face: Face) -> bytes:
    """The rules that colour every page of the house; empty where the software's own accent stands."""
    accent = face.accent or Accent()
    rules = [_rule(scheme, getattr(accent, scheme)) for scheme in SCHEMES if getattr(accent, scheme)]
    return "".join(rules).encode()


def stylesheet_path(body: bytes, language: str = "") -> str:
    """``/assets/colours.<digest>.css``, with the language's segment where it has colours of its own."""
    name = f"colours-{language}" if language else "colours"
    return f"/assets/{name}.{sha256(body).hexdigest()[:12]}.css"


def _rule(scheme: Scheme, accent: str) -> str:
    toward = BLACK if scheme == "light" else WHITE
    on_accent = max((WHITE, BLACK), key=lambda text: contrast(text, accent))
    names = {"accent": accent, "accent-deep": mixed(accent, toward, DEEPER), "on-accent": on_accent}
    said = ";".join(f"--{name}:{value}" for name, value in names.items())
    # On paper everything is black: only screens are coloured.
    return f"@media screen and (prefers-color-scheme:{scheme}){{:root{{{said}}}}}\n"


def unreadable(accent: str, scheme: Scheme) -> str:
    """Why an accent is refused, in words for whoever chose it; empty where it can be read."""
    for name, ground in grounds(scheme).items():
        found = contrast(accent, ground)
        if found < LEAST:
            change = "darker" if scheme == "light" else "lighter"
            return (
                f"{accent} has a contrast of {found:.1f} to 1 against the {scheme} {name} ({ground}); readers with"
                f" weak sight need {LEAST} to 1 (WCAG AA). Choose a {change} colour"
                f"{_suggested(accent, scheme)}."
            )
    return ""


def _suggested(accent: str, scheme: Scheme) -> str:
    for share in _shares():
        tried = mixed(accent, BLACK if scheme == "light" else WHITE, share)
        if all(contrast(tried, ground) >= LEAST for ground in grounds(scheme).values()):
            return f", for example {tried}"
    return ""


def _shares() -> Iterator[float]:
    return (step / 20 for step in range(1, 20))


@cache
def grounds(scheme: Scheme) -> dict[str, str]:
    """What the accent stands on, read off our own stylesheet: the page's paper and the sheet of boxes."""
    css = furniture().asset("site.css").body.decode()
    found = {name: re.findall(rf"--{name}:\s*(#[0-9a-f]{{6}})", css)[SCHEMES.index(scheme)] for name in GROUNDS}
    return {name: str(value) for name, value in found.items()}


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: str, other: str, share: float) -> str:
    """``colour`` with ``share`` (0 to 1) of ``other`` in it."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02x}" for one, two in pairs)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
