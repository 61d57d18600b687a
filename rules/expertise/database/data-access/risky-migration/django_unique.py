from django.db import migrations, models


class Migration(migrations.Migration):
    operations = [
        # ok: risky-migration-not-null-python
        migrations.AddField("order", "note", models.TextField(null=True)),
        # ok: risky-migration-not-null-python
        migrations.AddField("order", "number", models.UUIDField(null=True, unique=True)),
        # ok: risky-migration-not-null-python
        migrations.CreateModel(name="Note", fields=[("code", models.CharField(unique=True))]),
        # ruleid: risky-migration-not-null-python
        migrations.AddField("order", "code", models.CharField(max_length=20, unique=True)),
    ]
