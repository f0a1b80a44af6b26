"""A picture as long as we may show it: at the end of our right it leaves every page, as if it had never been there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dateline.edition.picture import Picture
from dateline.press.reading import Reading


def picture_of(reading: Reading, picture: UUID) -> Picture | None:
    """The published picture of that id, if there is one that we may show now."""
    found = reading.picture(picture)
    if found and isinstance(found.until, datetime) and reading.passed(found.until):
        return None
    return found
