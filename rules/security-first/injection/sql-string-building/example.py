from fastapi import Depends, FastAPI
from flask import request
from sqlalchemy import select, text

app = FastAPI()
COLUMNS = "id, name, email"
SORTS = {"name": "name", "newest": "created_at DESC"}
ALLOWED_TABLES = {"users", "orders"}


def bound_parameters(cursor, name):
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute("SELECT * FROM users WHERE name = %s", (name,))
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute("SELECT * FROM users WHERE name LIKE ?", (f"%{name}%",))
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute(f"SELECT {COLUMNS} FROM users WHERE name = ?", (name,))


def placeholders_for_a_list(cursor, ids):
    marks = ",".join("?" for _ in ids)
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute(f"SELECT * FROM users WHERE id IN ({marks})", ids)
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute("SELECT * FROM users WHERE id IN (%s)" % ",".join(["%s"] * len(ids)), ids)


def optional_clauses(cursor, name, limit: int):
    query = "SELECT * FROM users WHERE 1 = 1"
    values = []
    if name:
        query += " AND name = ?"
        values.append(name)
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute(query, values)
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute(f"{query} LIMIT {limit}", values)


def conditions_of_a_helper(cursor, wanted):
    where, values = _build_where(wanted)
    query = "SELECT * FROM users"
    if where:
        query += " WHERE " + where
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute(query, values)


def an_expression_that_grows(session, page, term):
    page.filter = f"({page.filter}) AND ({term})"
    query = select(User)
    query = add_page(query, page)
    # ok: sql-string-building-python, sql-string-building-parameter-python
    return session.execute(query).all()


def a_table_of_sorts(cursor):
    sort = SORTS.get(request.args["sort"], "name")
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute(f"SELECT * FROM users ORDER BY {sort}")


def an_allow_list(cursor, table):
    if table not in ALLOWED_TABLES:
        raise ValueError(table)
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute(f"SELECT count(*) FROM {table}")


def a_wrapper(cursor, query, values):
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute(query, values)


def an_expression(session, term):
    statement = select(User).where(User.name.like(f"%{term}%"))
    # ok: sql-string-building-python, sql-string-building-parameter-python
    session.execute(statement)
    # ok: sql-string-building-python, sql-string-building-parameter-python
    session.execute(text("SELECT * FROM users WHERE name = :name"), {"name": term})


def no_database(runner, name):
    # ok: sql-string-building-python, sql-string-building-parameter-python
    runner.execute(f"build {name}")


@app.get("/users/{user_id}")
async def by_number(user_id: int, connection=Depends(connect)):
    # ok: sql-string-building-python, sql-string-building-parameter-python
    return await connection.fetchrow(f"SELECT * FROM users WHERE id = {user_id}")


def concatenation(cursor, name):
    # ruleid: sql-string-building-parameter-python
    cursor.execute("SELECT * FROM users WHERE name = '" + name + "'")


def a_percent_sign(cursor, name):
    query = "SELECT * FROM users WHERE name = '%s'" % name
    # ruleid: sql-string-building-parameter-python
    cursor.execute(query)


def a_format_call(cursor, name):
    # ruleid: sql-string-building-parameter-python
    cursor.execute("SELECT * FROM users WHERE name = '{}'".format(name))


def an_optional_clause(cursor, name):
    query = "SELECT * FROM users WHERE 1 = 1"
    if name:
        query += f" AND name = '{name}'"
    # ruleid: sql-string-building-parameter-python
    cursor.execute(query)


def joined_clauses(db, filters):
    clauses = []
    for key, value in filters.items():
        clauses.append(f"{key} = '{value}'")
    # ruleid: sql-string-building-parameter-python
    db.execute("SELECT * FROM users WHERE " + " AND ".join(clauses))


def flask_view(connection):
    cursor = connection.cursor()
    # ruleid: sql-string-building-python
    cursor.execute("DELETE FROM users WHERE id = " + request.form["id"])


@app.get("/users")
async def by_name(name: str, connection=Depends(connect)):
    # ruleid: sql-string-building-python
    return await connection.fetch(f"SELECT * FROM users WHERE name = '{name}'")


def raw_text(session, term):
    # ruleid: sql-string-building-parameter-python
    session.execute(text(f"SELECT * FROM users WHERE name = '{term}'"))
    # ruleid: sql-string-building-parameter-python
    session.query(User).filter(text(f"name = '{term}'")).all()


def django_view(request):
    # ruleid: sql-string-building-python
    return User.objects.raw("SELECT * FROM users WHERE name = '%s'" % request.GET["name"])


def a_tool(cursor, table_name, plugin):
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute(f"SELECT count(*) FROM {table_name}")
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute(f"DROP SCHEMA IF EXISTS {plugin} CASCADE")


def a_page(cursor, query, values, limit=None, offset=0):
    if limit is not None:
        query += f" LIMIT {limit} OFFSET {offset}"
    # ok: sql-string-building-python, sql-string-building-parameter-python
    cursor.execute(query, values)


def a_table_and_a_value(cursor, table_name, name):
    # ruleid: sql-string-building-parameter-python
    cursor.execute(f"SELECT * FROM {table_name} WHERE name = '{name}'")


def a_table_of_the_request(cursor):
    # ruleid: sql-string-building-python
    cursor.execute(f"TRUNCATE {request.args['table']}")


def a_builder(db, table, match, order_by, values):
    query = f"SELECT * FROM {table} WHERE " + " AND ".join(f"{key} = :{key}" for key in match)
    # ok: sql-string-building-python, sql-string-building-parameter-python
    db.execute(query, match)
    # ok: sql-string-building-python, sql-string-building-parameter-python
    db.execute(f"INSERT INTO {table} ({','.join(values)}) VALUES ({','.join(f':{key}' for key in values)})", values)


@app.get("/notes")
def an_expression_of_the_request(group: str):
    query = Notes.search_query(group=group).order_by(Note.made.desc()).limit(20)
    # ok: sql-string-building-python
    return session.scalars(query)


@app.get("/boxes")
def made_elsewhere(owner: str):
    statement = _create_box_query(owner=owner)
    # ok: sql-string-building-python
    return session.scalars(statement)
