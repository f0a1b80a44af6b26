"""Film in a body: a player over a file of ours, or a card that leads to a provider such as YouTube."""

from __future__ import annotations

from typing import ClassVar, Literal

from dateline.edition.blocks.recording import Recording


class Video(Recording, frozen=True, tag="video"):
    """See Recording."""

    sort: ClassVar[Literal["audio", "video"]] = "video"
    open_with: ClassVar[str] = "embed_open"
