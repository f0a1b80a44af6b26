"""The sample's own sounds: computed when the sample is loaded, the same bytes every time, in a type without encoder."""

from __future__ import annotations

import io
import math
import struct
import wave
from collections.abc import Callable

RATE = 16_000  # samples a second
LOUD = 9_000  # of 32,767
SECONDS = 8
TONE, DIMMED = 440.0, 352.0  # a just third apart, in hertz
INGRESS, MIDDLE = 0.5, 4.0  # seconds
FADE = 0.25


def transit() -> bytes:
    """A steady tone that sinks and rises again, as a star's light does while a planet passes before it."""
    phase, frames = 0.0, bytearray()
    for number in range(SECONDS * RATE):
        at = number / RATE
        phase += 2 * math.pi * (TONE - (TONE - DIMMED) * _covered(at)) / RATE
        edge = min(1.0, at / FADE, (SECONDS - at) / FADE)
        frames += struct.pack("<h", round(LOUD * edge * (math.sin(phase) + math.sin(2 * phase) / 4)))
    return _wav(bytes(frames))


def _covered(at: float) -> float:
    """How much of the dip is reached at an instant: 0 before and after, 1 while it is whole."""
    depth = (1.5 - abs(at - MIDDLE)) / INGRESS
    bounded = min(1.0, max(0.0, depth))
    return bounded * bounded * (3 - 2 * bounded)


def _wav(frames: bytes) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes(frames)
    return out.getvalue()


TONES: dict[str, Callable[[], bytes]] = {tone.__name__: tone for tone in (transit,)}


def play(name: str) -> bytes:
    """The sound of that name as WAV; raises KeyError naming the known ones."""
    if name not in TONES:
        raise KeyError(f"no sound is called {name!r}; there are {', '.join(sorted(TONES))}")
    return TONES[name]()
