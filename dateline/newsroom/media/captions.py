"""Captions as WebVTT (W3C): checked line by line before they are taken, so that a player never meets a broken file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.edition.characters import INVISIBLE, balanced
from dateline.newsroom.refusal import Refusal

MOST_BYTES = 2_000_000
STAMP = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
SETTING = r"(?:region|vertical|line|position|size|align):\S+"
TIMING = re.compile(rf"{STAMP}[ \t]+-->[ \t]+{STAMP}((?:[ \t]+{SETTING})*)[ \t]*")
APART = ("NOTE", "STYLE", "REGION")
HELP = gettext_lazy(
    "A WebVTT file, as in geneva-fa.vtt: the line WEBVTT, an empty line, "
    "“00:00:01.000 --> 00:00:04.000”, and below it what is said."
)


def checked(content: bytes) -> bytes:
    """The file as it is kept, with plain line ends; raises Refusal naming the line that is wrong and what to do."""
    if len(content) > MOST_BYTES:
        raise Refusal(_("These captions are larger than any film needs. Is this the right file?"), field="file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = _("These captions are not UTF-8. Save them as UTF-8 and upload them again.")
        raise Refusal(words, field="file") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]):
        words = _("The first line must be WEBVTT. SubRip (.srt) and others must be converted to WebVTT first.")
        raise Refusal(words, field="file")
    cues = _cues(lines)
    if not cues:
        raise Refusal(_("There is no caption in this file: lines as “00:00:01.000 --> 00:00:04.000”."), field="file")
    return (text.rstrip("\n") + "\n").encode()


def _cues(lines: list[str]) -> int:
    """How many cues there are, each checked."""
    count, last = 0, 0
    for number, block in _blocks(lines):
        if block[0].startswith(APART) and "-->" not in block[0]:
            continue
        # A cue may have a name of its own on the line above its times.
        at = 0 if "-->" in block[0] else 1
        found = TIMING.fullmatch(block[at]) if at < len(block) else None
        if found is None:
            raise _wrong(number + at, _("write times as “00:00:01.000 --> 00:00:04.000”"))
        start, end = _milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:8])
        if end <= start:
            raise _wrong(number + at, _("it ends before it begins"))
        if start < last:
            raise _wrong(number + at, _("it begins before the one above it"))
        for below, said in enumerate(block[at + 1 :], start=number + at + 1):
            if "-->" in said:
                raise _wrong(below, _("an empty line must stand between two captions"))
            if INVISIBLE.search(said) or not balanced(said):
                raise _wrong(below, _("it holds an invisible character that no page can show"))
        count, last = count + 1, start
    return count


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each block after the head that empty lines part from others, with the number of its first line."""
    start, block = 0, [lines[0]]
    for number, line in enumerate([*lines[1:], ""], start=2):
        if line:
            start = start if block else number
            block.append(line)
        elif block:
            if start:
                yield start, block
            block, start = [], 0


def _milliseconds(stamp: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, parts = (int(each or 0) for each in stamp)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + parts


def _wrong(number: int, words: str) -> Refusal:
    return Refusal(_("Line %(number)s of the captions: %(words)s.") % {"number": number, "words": words}, field="file")


def as_file(content: bytes) -> ContentFile[bytes]:
    """Checked captions, to be kept."""
    return ContentFile(checked(content))


def valid(file: Any) -> None:
    """A field's validator: a new file must be WebVTT; raises ValidationError naming the line that is wrong."""
    if file and not file._committed:
        file.file.seek(0)
        try:
            checked(file.file.read())
        except ValidationError as error:
            raise ValidationError(error.messages) from error
