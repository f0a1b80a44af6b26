"""Pictures that come from outside are decoded in a process of their own, with limits of memory and time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dateline.newsroom.pictures.examine import SECONDS, Answer, Prepared, Unfit
from dateline.newsroom.pictures.framing import Framing
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.renditions import MOST_PIXELS

SLOWEST = SECONDS + 30
WORDS = {
    "svg": gettext_noop(
        "This is an SVG drawing, which can carry programs. "
        "Export it as PNG, at least 1920 pixels wide, and upload that."
    ),
    "pixels": gettext_noop(
        "This picture has %(width)s × %(height)s pixels, more than the %(most)s million that fit. "
        "Make it smaller (1920 pixels wide is enough for readers) and upload it again."
    ),
    "bomb": gettext_noop(
        "This file unpacks to far more pixels than the %(most)s million that fit. Save it smaller and upload it again."
    ),
    "memory": gettext_noop(
        "Decoding this picture takes more memory than a picture should. Save it anew as JPEG and upload it again."
    ),
    "time": gettext_noop(
        "Decoding this picture takes longer than a picture should. Save it anew as JPEG and upload it again."
    ),
    "unknown": gettext_noop("This is no picture that can be read. Save it as JPEG, PNG, WebP or AVIF and upload that."),
    "broken": gettext_noop(
        "This picture cannot be read to its end: it is cut off or damaged (%(detail)s). "
        "Fetch it anew from where it came from, or save it anew as JPEG, and upload it again."
    ),
}


def prepare(original: bytes, folder: Path, framing: Framing | None = None) -> Prepared:
    """The renditions of ``original``, written into ``folder``, and what the file says of itself; raises Refusal."""
    told = msgspec.json.encode(framing or Framing()).decode()
    command = [sys.executable, "-m", "dateline.newsroom.pictures.examine", str(folder), told]
    try:
        done = subprocess.run(command, input=original, capture_output=True, timeout=SLOWEST, check=False)
    except subprocess.TimeoutExpired:
        raise _refusal(Unfit("time")) from None
    if done.returncode != 0:  # killed by a limit, or by the file: either way the newsroom goes on
        raise _refusal(Unfit("time" if done.returncode < 0 else "memory"))
    answer = msgspec.json.decode(done.stdout, type=Answer)
    if isinstance(answer, Unfit):
        raise _refusal(answer)
    return answer


def _refusal(unfit: Unfit) -> Refusal:
    figures = {"width": unfit.width, "height": unfit.height, "most": MOST_PIXELS // 1_000_000, "detail": unfit.detail}
    return Refusal(_(WORDS[unfit.reason]) % figures)
