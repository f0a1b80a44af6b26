"""The stylesheet and icons as files of the site, so that mirrors have them too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.edition.values import Site, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import CODE, HASHED, MEDIA_TYPES, Furniture

FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Assets:
    """``/assets/site.<digest>.css`` and the like, which never change, and the icons at their customary addresses."""

    furniture: Furniture
    name: str = "asset"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One file an asset."""
        if isinstance(value, Site):
            for name in MEDIA_TYPES:
                yield PageKey(self.name, (name,))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The file as it is; None for one that this version no longer has."""
        reading.template(CODE)
        name = key.arguments[0]
        if name not in MEDIA_TYPES:
            return None
        asset = reading.asset(name)
        headers = {"Cache-Control": FOR_EVER} if name in HASHED else {}
        return Output(path=asset.path, body=asset.body, media_type=asset.media_type, headers=headers)
