import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    # ok: risky-migration-not-null-python
    op.add_column("orders", sa.Column("note", sa.Text(), nullable=True))
    # ok: risky-migration-not-null-python
    op.add_column("orders", sa.Column("open", sa.Boolean(), nullable=False, server_default=sa.true()))
    # ok: risky-migration-not-null-python, risky-migration-python
    op.alter_column("orders", "note", server_default="none")
    # ruleid: risky-migration-not-null-python
    op.add_column("orders", sa.Column("shop_id", sa.Integer(), nullable=False))


def downgrade() -> None:
    # ok: risky-migration-not-null-python
    op.add_column("orders", sa.Column("old_total", sa.Integer(), nullable=False))
