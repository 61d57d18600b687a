from django.db import migrations


class Migration(migrations.Migration):
    operations = [
        # ok: risky-migration-python
        migrations.RunPython(fill, migrations.RunPython.noop),
        # ruleid: risky-migration-python
        migrations.RunSQL("ALTER TABLE orders DROP COLUMN draft"),
    ]
