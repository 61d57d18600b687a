from alembic import op


def upgrade() -> None:
    # ruleid: risky-migration-python
    op.drop_column("orders", "old_total")


def downgrade() -> None:
    # ok: risky-migration-python
    op.drop_table("orders")
