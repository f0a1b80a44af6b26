"""What crawlers are told: everything published may be read, and where the sitemaps stand (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.edition.values import Site, Value
from dateline.languages.language import languages
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import CODE, Furniture
from dateline.reader.pages.news import news_path


@dataclass(frozen=True)
class Robots:
    """``/robots.txt``."""

    furniture: Furniture
    name: str = "robots"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One file for the house."""
        if isinstance(value, Site):
            yield PageKey(self.name)

    def render(self, reading: Reading, key: PageKey) -> Output:
        """Search results are no pages of ours to index, the newsroom is nobody's."""
        reading.template(CODE)
        lines = ("User-agent: *", "Disallow: /newsroom/", "Disallow: /*/search?", "Allow: /", "")
        base, tags = reading.site().base_url, [front.language for front in reading.fronts()]
        maps = ("/sitemap.xml", *(news_path(tag) for tag in tags if tag in languages()))
        text = "\n".join((*lines, *(f"Sitemap: {base}{path}" for path in maps), ""))
        return Output(path="/robots.txt", body=text.encode(), media_type="text/plain; charset=utf-8")
