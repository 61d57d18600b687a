import sqlalchemy as sa
from alembic import op


def upgrade():
    # ok: risky-migration-python
    op.add_column("orders", sa.Column("note", sa.Text(), nullable=True))
    # ok: risky-migration-python
    op.add_column("orders", sa.Column("open", sa.Boolean(), nullable=False, server_default=sa.true()))
    # ok: risky-migration-python
    op.execute("UPDATE orders SET open = true WHERE id < 10000")
    # ruleid: risky-migration-python
    op.alter_column("orders", "total", type_=sa.Numeric(12, 2))
    # ok: risky-migration-python
    op.drop_column("orders", "old_total")


def downgrade():
    # ok: risky-migration-python
    op.drop_column("orders", "note")
