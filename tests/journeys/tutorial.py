"""The tutorials as their tests read them: which pictures they show, and which words they promise on each."""

from __future__ import annotations

import io
import os
import re
from itertools import pairwise
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page as Tab

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "tutorial"
PICTURES = FOLDER / "pictures"
FIRST_DAY, CORRECTING = FOLDER / "first-day.md", FOLDER / "translate-and-correct.md"
WIDTH, HEIGHT = 1280, 800
COLOURS = 96
SHOWN = re.compile(r"!\[(?P<alt>[^\]]*)\]\(pictures/(?P<name>[\w-]+)\.png\)")
WORDS = re.compile(r"(?<![*\w])\*([^*\n]+(?:\n[^*\n]+)?)\*(?!\*)")
# What a person reads on a screen: its text, and what fields hold, say while empty, or are called.
READ = """() => {
  const fields = [...document.querySelectorAll("input:not([type=hidden]), textarea, [aria-label], [placeholder]")];
  const said = fields.flatMap((each) => [each.type === "password" ? "" : each.value, each.placeholder, each.ariaLabel]);
  return [document.title, document.body.innerText, ...said].join(" ");
}"""


def promised(text: Path) -> dict[str, tuple[str, ...]]:
    """Name of each picture in a tutorial: the *words* of the paragraph right above it, which it must show."""
    parts = re.split(r"\n\s*\n", text.read_text(encoding="utf-8"))
    found = {}
    for above, part in pairwise(parts):
        if shown := SHOWN.fullmatch(part.strip()):
            found[shown["name"]] = tuple(" ".join(each.split()) for each in WORDS.findall(above))
    return found


def file_of(name: str) -> Path:
    """Where a picture stands."""
    return PICTURES / f"{name}.png"


class Camera:
    """Takes a tutorial's pictures and writes them if TAKE_PICTURES is set.

    ``broken`` says which promised words the screens lacked, and which pictures the tutorial does not show.
    """

    def __init__(self, text: Path) -> None:
        self._text = text
        self.promised = promised(text)
        self.taken: list[str] = []
        self.broken: list[str] = []
        self._writes = bool(os.environ.get("TAKE_PICTURES"))

    def take(self, tab: Tab, name: str) -> None:
        """One picture."""
        if name not in self.promised:
            self.broken.append(f"{self._text.name} does not show pictures/{name}.png")
        screen = _plain(tab.evaluate(READ))
        lacking = [words for words in self.promised.get(name, ()) if _plain(words) not in screen]
        if lacking:
            self.broken.append(f"the tutorial says {lacking} of “{name}”, where the screen says: {screen}")
        self.taken.append(name)
        if self._writes:
            _write(tab.screenshot(animations="disabled", caret="hide"), file_of(name))


def _plain(text: str) -> str:
    """As a person compares words: case, spacing and invisible marks aside."""
    return " ".join(re.sub("[\u00ad\u2066-\u2069\u200e\u200f]", "", text).split()).casefold()


def _write(png: bytes, file: Path) -> None:
    """A palette keeps a screen readable at a fifth of the size."""
    file.parent.mkdir(exist_ok=True)
    with Image.open(io.BytesIO(png)) as taken:
        taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
