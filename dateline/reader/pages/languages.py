"""The site's first page: every language on line under its own name, and not a word in any one language beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.edition.house import Face
from dateline.edition.values import Front, Site, Value
from dateline.languages.language import languages
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.face import colours_path, logo
from dateline.reader.furniture import Furniture
from dateline.reader.sheet import first_choice, front_path


@dataclass(frozen=True)
class Languages:
    """``/``."""

    furniture: Furniture
    name: str = "languages"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page for the house."""
        if isinstance(value, Front | Site):
            yield PageKey(self.name)

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The languages page; None while no language is on line."""
        context = mixed_frame(reading)
        if context is None:
            return None
        template = self.furniture.named("languages.html")
        reading.template(template)
        context |= {"at": self.furniture.at, "light_css": reading.asset("lite.css").path if self.furniture.part else ""}
        html = self.furniture.render(template, context)
        return Output(path=f"{self.furniture.at}/", body=html.encode(), language=context["lang"])


def mixed_frame(reading: Reading) -> dict[str, Any] | None:
    """What the pages that belong to no one language hand their templates; None while no language is on line."""
    fronts = [front for front in reading.fronts() if front.language in languages()]
    if not fronts:
        return None
    site = reading.site()
    first = languages()[first_choice([front.language for front in fronts])]
    return {
        "lang": first.tag,
        "dir": first.direction,
        "type": first.type_group,
        "house": site.name,
        "base": site.base_url,
        "logo": logo(reading, site.face or Face(), site.name),
        "css": reading.asset("site.css").path,
        "colours": colours_path(reading),
        "icon": reading.asset("icon.svg").path,
        "fronts": [_line(reading, front) for front in fronts],
        "default": f"{site.base_url}/",
    }


def _line(reading: Reading, front: Front) -> dict[str, Any]:
    language = reading.language(front.language)
    return {
        "tag": language.tag,
        "dir": language.direction,
        "name": language.name,
        "house": front.name,
        "tagline": front.tagline,
        "href": front_path(language.tag),
        "s": language.strings,
    }
