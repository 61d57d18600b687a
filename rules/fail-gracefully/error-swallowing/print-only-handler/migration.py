from alembic import op


def upgrade():
    for name in names_of(op.get_bind()):
        try:
            move(name)
        # ok: print-only-handler-python
        except Exception as error:
            print(error)
            print(f"{name} was left as it is")
