"""Our templates stay inside what Jinja2 reads too: both engines must print the same bytes (fine print 14)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import pytest

from dateline.languages.language import languages
from dateline.press.page import Output
from dateline.reader.furniture import ROOM, Furniture, Part
from dateline.reader.pages import kinds
from dateline.reader.pages.search import Found, Search
from tests.builders import uid
from tests.rooms.reader.bureau import bureau_with_a_face
from tests.rooms.reader.rack import Rack, site


class TwinFurniture(Furniture):
    """Renders with MiniJinja and with Jinja2 and insists that they agree; ``seen`` names the templates compared."""

    def __init__(self, room: Path = ROOM) -> None:
        super().__init__(room)
        self.seen: set[str] = set()
        self._jinja = jinja2.Environment(
            loader=jinja2.FileSystemLoader(room / "templates"),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        ours = super().render(name, context)
        assert ours == self._jinja.get_template(name).render(context), f"{name} differs between MiniJinja and Jinja2"
        self.seen.add(name)
        return ours


def printed(tag: str) -> tuple[TwinFurniture, dict[str, Output]]:
    """The bureau in English and ``tag``, every page rendered by both engines."""
    twin = TwinFurniture()
    values = bureau_with_a_face(*dict.fromkeys(("en", tag)))
    pages = site(values, kinds(twin), twin)
    found = Found(
        query='a/b & "c"',
        hits=[f"edition/{uid('clinton')}/{tag}", f"page/{uid('about')}/{tag}"],
        total=30,
        page=2,
        pages=3,
    )
    assert Search(twin).results(Rack(values, twin), tag, found)
    assert Search(twin.lite(Part(1))).results(Rack(values, twin), tag, found)
    return twin, pages


@pytest.mark.parametrize("tag", ["en", "fa", "ur", "km", "zh-Hans", "fr"])
def test_jinja2_prints_every_page_as_minijinja_does(tag: str) -> None:
    twin, pages = printed(tag)
    pieces = {"document.html", "base.html", "carry/ways.html"} | {
        f"{at}{name}.html" for at in ("", "lite/") for name in ("teasers", "slots", "events")
    }
    folder = ROOM / "templates"
    assert twin.seen == {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")} - pieces
    assert pages[f"/{languages()[tag].segment}/"].status == 200
