import sqlite3

import psycopg
from psycopg import sql


def bound(name):
    with psycopg.connect("dbname=shop") as connection:
        # ok: sql-string-building-python, sql-string-building-parameter-python
        connection.execute("SELECT * FROM users WHERE name = %s", (name,))
        # ok: sql-string-building-python, sql-string-building-parameter-python
        connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(name)))


def bound_sqlite(name):
    connection = sqlite3.connect("shop.db")
    # ok: sql-string-building-python, sql-string-building-parameter-python
    connection.execute("SELECT * FROM users WHERE name = ?", (name,))


def built(name):
    with psycopg.connect("dbname=shop") as connection, connection.cursor() as cursor:
        # ruleid: sql-string-building-parameter-python
        cursor.execute(f"SELECT * FROM users WHERE name = '{name}'")


def built_sqlite(name):
    connection = sqlite3.connect("shop.db")
    # ruleid: sql-string-building-parameter-python
    connection.execute("DELETE FROM users WHERE name = '" + name + "'")


def emptied(plugin):
    table = f"versions_{plugin}"
    with psycopg.connect("dbname=shop") as connection:
        # ok: sql-string-building-python, sql-string-building-parameter-python
        connection.execute(f"DELETE FROM {table}")
