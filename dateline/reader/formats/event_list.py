"""A timeline as schema.org ``ItemList`` of ``Event``, for the script element that holds data and runs nothing."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from dateline.reader.formats.json_ld import script_text
from dateline.reader.sheet import Sheet


def event_list(sheet: Sheet, path: str, told: list[dict[str, Any]]) -> Markup:
    """The JSON-LD of a page of events, in their order; ``startDate`` as precise as known (ISO 8601)."""
    address = sheet.absolute(path)
    return script_text(
        {
            "@context": "https://schema.org",
            "@type": "ItemList",
            "@id": address,
            "url": address,
            "inLanguage": sheet.language.tag,
            "numberOfItems": len(told),
            "itemListOrder": "https://schema.org/ItemListOrderAscending",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "item": _event(item, address)}
                for place, item in enumerate(told, start=1)
            ],
        }
    )


def _event(item: dict[str, Any], address: str) -> dict[str, str]:
    said = {"@type": "Event", "name": item["title"], "startDate": item["date"], "url": f"{address}#{item['anchor']}"}
    return said | ({"inLanguage": item["other"]["tag"]} if item["other"] else {})
