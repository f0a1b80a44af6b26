"""The originals of pictures move from their uploads' names to their digests."""

from pathlib import Path

import wagtail.images.models
from django.conf import settings
from django.db import migrations, transaction

import dateline.newsroom.originals
from dateline.newsroom.originals import bring_over


def move(apps, schema_editor):
    """Copy each original, then name the copy; the old files go once the rows are committed."""
    folder = Path(settings.MEDIA_ROOT)
    rows = apps.get_model("newsroom", "Picture").objects.using(schema_editor.connection.alias)
    for pk, name in rows.values_list("pk", "file"):
        kept = bring_over(name, folder)
        if kept != name:
            rows.filter(pk=pk).update(file=kept)
            transaction.on_commit(lambda old=folder / name: old.unlink(missing_ok=True))


class Migration(migrations.Migration):
    """See originals.py."""

    dependencies = [("newsroom", "0003_roles_review_audit")]
    operations = [
        migrations.AlterField(
            model_name="picture",
            name="file",
            field=wagtail.images.models.WagtailImageField(
                height_field="height",
                storage=dateline.newsroom.originals.originals,
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
