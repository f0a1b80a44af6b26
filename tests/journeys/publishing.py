"""A process that publishes until it is told to stop, for tests that look at a house at work: ``python -m`` it."""

from __future__ import annotations

import io
import sys
import threading
from uuid import NAMESPACE_URL, uuid5

import django
from django.core.files.base import ContentFile
from PIL import Image

django.setup()  # models can be loaded only after this

from dateline.newsroom.models import Picture, Recording, RecordingCaptions  # noqa: E402
from tests.rooms.newsroom.house import again, published  # noqa: E402
from tests.rooms.newsroom.media.files import WEBVTT, wav  # noqa: E402
from tests.rooms.newsroom.media.test_media import audio  # noqa: E402

LANGUAGES = ("en", "fa", "zh-Hans")


def picture(number: int) -> Picture:
    """A picture whose bytes no other number has."""
    out = io.BytesIO()
    Image.new("RGB", (640, 400), (number * 37 % 256, number * 91 % 256, number % 256)).save(out, "PNG")
    file = ContentFile(out.getvalue(), name=f"field-{number}.png")
    made = Picture(title=f"Picture {number}", credit="AFP", alts=dict.fromkeys(LANGUAGES, "A field"), file=file)
    made.save()
    return made


def sound() -> Recording:
    """A second of silence with captions."""
    made = Recording(title="Silence", file=ContentFile(wav(1), name="silence.wav"))
    made.captions = [RecordingCaptions(language="fa", file=ContentFile(WEBVTT.encode(), name="silence.vtt"))]
    made.save()
    return made


def story(number: int) -> None:
    """One illustrated story in three languages, corrected once in the first; the first story of all plays a sound."""
    shown, key = picture(number), uuid5(NAMESPACE_URL, f"story {number}")
    pages = [published(tag, f"Story {number}", translation_key=key, lead_picture=shown) for tag in LANGUAGES]
    if number == 0:
        again(pages[1], "update", body=audio(sound()))
    again(pages[0], "correction", "A number was wrong.", title=f"Story {number}, corrected")


def wait_for_the_end(stop: threading.Event) -> None:
    """Sets ``stop`` when standard input is closed."""
    sys.stdin.read()
    stop.set()


def main() -> None:
    """Publish ``argv[1]`` stories, say ``ready``, and go on until standard input is closed; then say how many."""
    number, stop = int(sys.argv[1]), threading.Event()
    for each in range(number):
        story(each)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    threading.Thread(target=wait_for_the_end, args=(stop,), daemon=True).start()
    while not stop.is_set():
        story(number)
        number += 1
    sys.stdout.write(f"{number}\n")


if __name__ == "__main__":
    main()
