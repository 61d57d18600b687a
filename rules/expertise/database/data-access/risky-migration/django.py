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
        # ok: risky-migration-python
        migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("order", "draft")]),
        # ruleid: risky-migration-python
        migrations.RemoveField(model_name="order", name="old_total"),
        # ruleid: risky-migration-python
        migrations.RenameField(model_name="order", old_name="sum", new_name="total"),
        # ruleid: risky-migration-python
        migrations.DeleteModel(name="Draft"),
        # ruleid: risky-migration-python
        migrations.RunSQL("ALTER TABLE orders DROP COLUMN draft"),
        # ruleid: risky-migration-python
        migrations.AddField(model_name="order", name="key", field=models.UUIDField(unique=True, default=uuid4)),
    ]
