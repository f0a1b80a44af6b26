"""Makes a story of three paragraphs in three languages, and has its source move on; prints their numbers as JSON.

Run in a process of its own with the house's environment.
"""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from dateline.server import commands  # makes Django ready, which must come first

# isort: split
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.models import EditionPage

__all__ = ["commands"]
FIRST = ("The ministers meet on Thursday.", "They talk about arms.", "They eat lunch.")
NOW = ("The ministers meet on Friday.", "They talk about arms and gas.", "They eat lunch.", "A new round follows.")
CHINESE = ("部长们星期四会晤。", "他们谈论军备。", "他们共进午餐。")
PERSIAN = ("وزیران پنجشنبه دیدار می‌کنند.", "دربارهٔ سلاح گفتگو می‌کنند.", "ناهار می‌خورند.")


def text(paragraphs: tuple[str, ...]) -> str:
    """Paragraphs as the editor keeps them, each with a key of its own."""
    return "".join(f'<p data-block-key="para{number}">{said}</p>' for number, said in enumerate(paragraphs))


def write(page: EditionPage, paragraphs: tuple[str, ...], **fields: Any) -> None:
    """Publish these paragraphs, and these fields."""
    draft = EditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.body[0].value.source = text(paragraphs)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def main() -> None:
    """The story, its translation, the correction and the update."""
    front = front_of("en")
    source = EditionPage(title="Ministers meet", locale=front.locale, body=[("text", text(FIRST))])
    front.add_child(instance=source)
    source.save_revision().publish()
    persian, chinese = translate(source, "fa"), translate(source, "zh-Hans")
    write(persian, PERSIAN, title="دیدار وزیران")
    write(chinese, CHINESE, title="部长会晤")
    write(source, NOW, publish_kind="correction", publish_note="An earlier version gave the wrong day.")
    said = {"source": source.pk, "fa": persian.pk, "zh": chinese.pk, "story": str(source.translation_key)}
    sys.stdout.write(msgspec.json.encode(said).decode())


if __name__ == "__main__":
    main()
