"""``make contact-sheet``: photographs readers' pages in all languages and writes docs/contact-sheet.md."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from dateline.languages.language import language
from tests.contact_sheet.sheets import LIGHTS, PAGES, PRINT, TELLING, WIDTHS, Light, beside, prints, sheet
from tests.journeys.house import ROOT, RunningHouse
from tests.programs import chromium

DOCS = ROOT / "docs"
FOLDER = DOCS / "contact-sheet"
HEAD = """# Contact sheet

The sample's front page and its newest story in each language, as a headless Chromium with the Noto fonts shows them.
`make contact-sheet` takes these pictures anew; look at them after a change of templates, styles or words.
"""
QUALITY = 62
TALLEST = 2.1  # heights of a page to its width: the part of it that is looked at
LOWEST = 900  # CSS pixels

Photograph = Callable[[str, str, int, Light], Image.Image]


@contextmanager
def _house() -> Iterator[RunningHouse]:
    with tempfile.TemporaryDirectory() as folder:
        house = RunningHouse(Path(folder) / "var")
        house.dateline("setup")
        house.dateline("sample")
        house.start()
        try:
            yield house
        finally:
            house.stop()


def _addresses(house: RunningHouse, tag: str) -> dict[str, str]:
    """Where each kind of page stands in a language."""
    front = f"/{language(tag).segment}/"
    newest = re.search(rf'href="({front}\d{{4}}/\d\d/\d\d/[^"]+)"', house.get(front)[1])
    return {"front": front, "story": newest[1] if newest else front}


def _photographer(house: RunningHouse, browser: Browser) -> Photograph:
    def photograph(tag: str, page: str, width: int, light: Light) -> Image.Image:
        height = max(LOWEST, round(width * (TALLEST if width < 700 else 1)))
        size = {"width": width // light.zoom, "height": height // light.zoom}
        # Playwright types these words as literals; ours come from a table.
        context = browser.new_context(viewport=size, device_scale_factor=light.zoom)  # type: ignore[arg-type]
        tab = context.new_page()
        tab.emulate_media(
            media=light.medium,  # type: ignore[arg-type]
            color_scheme=light.scheme,  # type: ignore[arg-type]
            contrast=light.contrast,  # type: ignore[arg-type]
            forced_colors=light.colours,  # type: ignore[arg-type]
        )
        tab.goto(house.address + _addresses(house, tag)[page])
        taken = Image.open(BytesIO(tab.screenshot())).convert("RGB")
        context.close()
        return taken

    return photograph


def _by_width(photograph: Photograph, width: int) -> Image.Image:
    pairs = ((tag, [photograph(tag, page, width, Light()) for page in PAGES]) for tag in prints())
    return sheet([(f"{tag} {width} px", beside(images, PRINT)) for tag, images in pairs])


def _by_light(photograph: Photograph) -> Image.Image:
    taken = [
        (f"{tag} {name}", beside([photograph(tag, page, 768, light) for page in PAGES], PRINT))
        for tag in TELLING
        for name, light in LIGHTS.items()
    ]
    return sheet(taken, len(LIGHTS))


def main() -> None:
    """Photograph everything; says each sheet as it is done."""
    FOLDER.mkdir(exist_ok=True)
    words = [HEAD]
    with _house() as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        photograph = _photographer(house, browser)
        makers = {f"{width}": (lambda width=width: _by_width(photograph, width)) for width in WIDTHS}
        titles = {f"{width}": f"At {width} pixels" for width in WIDTHS} | {"lights": "In other lights"}
        for name, make in (makers | {"lights": lambda: _by_light(photograph)}).items():
            make().save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)
            words.append(f"## {titles[name]}\n\n![{titles[name]}](contact-sheet/{name}.webp)\n")
            print(f"docs/contact-sheet/{name}.webp", flush=True)
        browser.close()
    words.append("Languages: " + ", ".join(prints()) + ". In other lights: " + ", ".join(LIGHTS) + ".\n")
    (DOCS / "contact-sheet.md").write_text("\n".join(words), encoding="utf-8")


if __name__ == "__main__":
    main()
