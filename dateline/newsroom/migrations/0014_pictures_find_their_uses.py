"""What stands already gets its search words, its shape, its mark of being public, and the pages that show it."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import migrations

from dateline.newsroom.pictures.finding import folded

SAID = ("title", "credit", "source", "rights")


def fill(apps: Any, _editor: Any) -> None:
    public = set(apps.get_model("newsroom", "RecordEntry").objects.filter(key__startswith="picture/").values_list("key", flat=True))
    pictures = apps.get_model("newsroom", "Picture")
    for picture in pictures.objects.iterator():
        texts = [text for mapping in (picture.captions, picture.alts) for text in mapping.values()]
        picture.words = folded(" ".join([*(getattr(picture, name) for name in SAID), *texts]))
        picture.published = f"picture/{picture.uuid}" in public
        first = (picture.sizes or [None])[0]
        if first:
            wide, high = first["width"], first["height"]
            picture.shape = "square" if wide == high else "landscape" if wide > high else "portrait"
        picture.save(update_fields=["words", "published", "shape"])
    standing = set(pictures.objects.values_list("pk", flat=True))
    revisions, use = apps.get_model("wagtailcore", "Revision"), apps.get_model("newsroom", "PictureUse")
    for page in apps.get_model("newsroom", "EditionPage").objects.iterator():
        live = shown(page.lead_picture_id, page.body) if page.live else set()
        newest = revisions.objects.filter(pk=page.latest_revision_id).first()
        draft = shown(newest.content.get("lead_picture"), newest.content.get("body")) if newest else live
        use.objects.bulk_create(
            use(picture_id=key, page_id=page.pk, live=key in live, draft=key in draft)
            for key in (live | draft) & standing
        )


def shown(lead: Any, body: Any) -> set[int]:
    """The keys of the pictures in an edition; a body is a stream's JSON, or the field's value over no block known."""
    raw = json.loads(body or "[]") if isinstance(body, str) else list(getattr(body, "raw_data", body or []))
    found = {int(each) for each in in_stream(raw)}
    return found | {int(lead)} if lead else found


def in_stream(raw: list[Any]) -> Iterator[Any]:
    """The keys in picture blocks."""
    for block in raw:
        if block.get("type") == "picture" and block["value"].get("picture"):
            yield block["value"]["picture"]


class Migration(migrations.Migration):
    """After the columns."""

    dependencies = [("newsroom", "0013_pictures_say_more"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
