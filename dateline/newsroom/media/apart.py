"""Sound and film from outside are looked into by a process of its own, with limits of memory and time."""

from __future__ import annotations

import subprocess
import sys
from typing import BinaryIO

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dateline.newsroom.media.examine import SECONDS, Answer, Found, Unfit
from dateline.newsroom.refusal import Refusal

MB = 1_000_000
MOST_BYTES = 500 * MB
SLOWEST = SECONDS + 30
WORDS = {
    "size": gettext_noop(
        "This file is too large: the most that fits is %(most)s MB. Export it smaller (128 kbit/s are enough for "
        "speech, 720p for film) and upload that, or put it at a provider and give its address in the text."
    ),
    "codec": gettext_noop(
        "This file is packed as “%(detail)s”, which some readers’ browsers do not play. "
        "Export film as MP4 (H.264 with AAC) or WebM, sound as MP3, M4A (AAC) or Ogg (Opus), and upload that."
    ),
    "cut": gettext_noop(
        "This file is cut off: it ends before what it announces. "
        "Fetch it anew from where it came from and upload it again."
    ),
    "broken": gettext_noop(
        "This file cannot be played (%(detail)s). Play it on your own machine; if it sounds right there, "
        "export it anew as MP3 or MP4 and upload that."
    ),
    "harm": gettext_noop(
        "Looking into this file takes more time or memory than any sound or film should. "
        "Export it anew as MP3 or MP4 and upload that."
    ),
    "unknown": gettext_noop(
        "This is neither sound nor film that can be taken, whatever its name says. "
        "Upload MP3, M4A (AAC), Ogg (Opus or Vorbis), WAV, MP4 (H.264 with AAC) or WebM."
    ),
}


def examined(file: BinaryIO) -> Found:
    """What a real file (one with a file number) is; raises Refusal saying why it cannot be taken."""
    size = file.seek(0, 2)
    if size > MOST_BYTES:
        raise refusal(Unfit("size"))
    file.seek(0)
    command = [sys.executable, "-m", "dateline.newsroom.media.examine"]
    try:
        done = subprocess.run(command, stdin=file, capture_output=True, timeout=SLOWEST, check=False)
    except subprocess.TimeoutExpired:
        raise refusal(Unfit("harm")) from None
    finally:
        file.seek(0)
    if done.returncode != 0:  # killed by a limit, or by the file: either way the newsroom goes on
        raise refusal(Unfit("harm"))
    answer = msgspec.json.decode(done.stdout, type=Answer)
    if isinstance(answer, Unfit):
        raise refusal(answer)
    return answer


def refusal(unfit: Unfit) -> Refusal:
    """The words for an editor, at the field of the file."""
    return Refusal(_(WORDS[unfit.reason]) % {"detail": unfit.detail, "most": MOST_BYTES // MB}, field="file")


def too_large() -> str:
    """What is said of a file that is larger than MOST_BYTES."""
    return refusal(Unfit("size")).words
