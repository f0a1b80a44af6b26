"""A process that fills a house with a story full of canaries, and a bystander: ``python -m`` it."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import django
from django.core.files.base import ContentFile
from PIL import Image

django.setup()  # models can be loaded only after this

from django.contrib.auth import get_user_model  # noqa: E402
from wagtail.models import Comment  # noqa: E402

from dateline.newsroom.actions.fill import front_of  # noqa: E402
from dateline.newsroom.actions.refresh import refresh  # noqa: E402
from dateline.newsroom.models import EditionPage, Picture  # noqa: E402
from tests.journeys.canaries import STORY, TAGS, canary  # noqa: E402
from tests.rooms.newsroom.house import again, published  # noqa: E402


def picture() -> Picture:
    """A photograph whose EXIF carries a canary, as do its texts and its file's name."""
    exif = Image.Exif()
    exif[0x010E] = canary("exif")
    out = io.BytesIO()
    Image.effect_noise((640, 400), 90).convert("RGB").save(out, "JPEG", exif=exif)
    made = Picture(
        title=canary("caption"),
        credit=canary("credit"),
        captions=dict.fromkeys(TAGS, canary("caption")),
        file=ContentFile(out.getvalue(), name=f"{canary('file')}.jpg"),
    )
    made.save()
    return made


def edition(tag: str, shown: Picture) -> EditionPage:
    """Published, corrected, with a newer draft and a comment."""
    page = published(
        tag,
        canary("headline"),
        slug=f"plain-{tag}",
        kicker=canary("kicker"),
        summary=f"{canary('summary')} and {canary('old')}",
        body=f'<p data-block-key="aaaaa">Before. {canary("body")} After.</p>',
        translation_key=STORY,
        lead_picture=shown,
    )
    page = again(page, "correction", canary("note"), summary=canary("summary"))
    newer = page.get_latest_revision_as_object()
    newer.summary = canary("draft")
    newer.save_revision()
    user = get_user_model()._default_manager.get(username="chief")
    Comment.objects.create(page=page, user=user, text=canary("comment"), contentpath="body")
    return page


def main() -> None:
    """Fill the house, the newsroom's own search included."""
    for tag in TAGS:
        front_of(tag).save_revision().publish()
    shown = picture()
    for tag in TAGS:
        edition(tag, shown)
    published(title="A bystander", slug="bystander")
    refresh(datetime.fromtimestamp(0, UTC), limit=100)


if __name__ == "__main__":
    main()
