"""Sound and film of a story for programs that read its page: schema.org objects and Open Graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.edition import inline
from dateline.edition.blocks import Audio, Video
from dateline.edition.blocks.recording import Recording, shown_poster, title_of
from dateline.edition.media import Media, iso_duration
from dateline.edition.values import Edition
from dateline.reader.sheet import Sheet

TYPES = {"audio": "AudioObject", "video": "VideoObject"}


def recordings(sheet: Sheet, edition: Edition) -> Iterator[tuple[Recording, Media]]:
    """What an edition plays from files of ours that are published, in reading order."""
    for block in edition.blocks:
        media = sheet.media(block.media) if isinstance(block, Audio | Video) and block.media else None
        if isinstance(block, Audio | Video) and media:
            yield block, media


def objects(sheet: Sheet, edition: Edition, sort: str) -> list[dict[str, Any]]:
    """The AudioObjects or VideoObjects of an edition."""
    found = [pair for pair in recordings(sheet, edition) if pair[0].sort == sort]
    return [_object(sheet, edition, *pair) for pair in found]


def _object(sheet: Sheet, edition: Edition, block: Recording, media: Media) -> dict[str, Any]:
    poster = shown_poster(media, sheet)
    said = {
        "@type": TYPES[block.sort],
        "name": title_of(block, media, edition.language) or edition.headline,
        "description": edition.summary or edition.headline,
        "contentUrl": sheet.absolute(media.file.path),
        "encodingFormat": media.file.media_type,
        "contentSize": str(media.file.size),
        "uploadDate": str(edition.first_published),
        "duration": iso_duration(media.seconds) if media.seconds else "",
        "inLanguage": media.spoken,
        "thumbnailUrl": sheet.absolute(poster[0]) if poster else "",
        "transcript": "\n".join(inline.plain(paragraph) for paragraph in block.transcript),
        "creditText": media.credit,
        "copyrightNotice": media.rights,
    }
    return {name: value for name, value in said.items() if value}


def open_graph(sheet: Sheet, edition: Edition) -> list[dict[str, str]]:
    """Each file for programs that show a link to the story."""
    return [
        {"sort": block.sort, "href": sheet.absolute(media.file.path), "type": media.file.media_type}
        for block, media in recordings(sheet, edition)
    ]
