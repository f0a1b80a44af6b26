"""Sound in a body: a player over a file of ours, or a card that leads to a provider such as SoundCloud."""

from __future__ import annotations

from typing import ClassVar, Literal

from dateline.edition.blocks.recording import Recording


class Audio(Recording, frozen=True, tag="audio"):
    """See Recording; the sound of a film may be played too."""

    sort: ClassVar[Literal["audio", "video"]] = "audio"
    open_with: ClassVar[str] = "listen_on"
