from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0007_order")]
    operations = [
        # ok: risky-migration-python
        migrations.CreateModel(name="Note", fields=[("id", models.AutoField(primary_key=True))]),
        # ok: risky-migration-python
        migrations.AddField(model_name="order", name="note", field=models.TextField(null=True)),
        # ok: risky-migration-python
        migrations.RunSQL("CREATE INDEX CONCURRENTLY orders_note ON orders (note)"),
        # ruleid: risky-migration-python
        migrations.RemoveField(model_name="order", name="old_total"),
        # ok: risky-migration-python
        migrations.DeleteModel(name="Draft"),
    ]


class MigrationOfIdeas(migrations.Migration):
    operations = [
        # ok: risky-migration-python
        migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("order", "draft")]),
    ]
