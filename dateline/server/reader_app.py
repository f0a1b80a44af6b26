"""The WSGI application for readers alone: opens nothing but ``public/`` and knows no Django."""

from __future__ import annotations

from dateline.server.config import config
from dateline.server.files import ReaderFiles
from dateline.server.search import searching

settings = config()
application = ReaderFiles(
    settings.press_file, settings.pictures, settings.media, searching(settings.search_folder), secure=settings.secure
)
