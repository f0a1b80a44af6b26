"""The record's head row, and the triggers that keep its entries as they are."""

from django.db import migrations

from dateline.newsroom import guard


def lay(apps, schema_editor):
    """See guard.lay."""
    with schema_editor.connection.cursor() as cursor:
        guard.lay(cursor, schema_editor.connection.vendor)


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("newsroom", "0001_newsroom")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
