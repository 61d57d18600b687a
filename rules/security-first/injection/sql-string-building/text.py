TABLE = "users"
BY_NAME = "SELECT * FROM users WHERE name = %s"


class Store:
    def bound(self, name):
        # ok: sql-string-building-text-python
        return "SELECT * FROM users WHERE name = %s", (name,)

    def constant_table(self):
        # ok: sql-string-building-text-python
        return f"SELECT * FROM {TABLE}"

    def own_table(self):
        # ok: sql-string-building-text-python
        return f"SELECT * FROM {self.table}"

    def no_sql(self, name):
        # ok: sql-string-building-text-python
        return f"Select one of the entries for {name}"

    def executed(self, cursor, name):
        query = f"SELECT * FROM users WHERE name = '{name}'"
        # ruleid: sql-string-building-python
        cursor.execute(query)

    def by_name(self, name):
        # ruleid: sql-string-building-text-python
        return f"SELECT * FROM users WHERE name = '{name}'"

    def by_mail(self, mail):
        # ruleid: sql-string-building-text-python
        return "SELECT * FROM users WHERE mail = '%s'" % mail

    def remove(self, number):
        # ruleid: sql-string-building-text-python
        return "DELETE FROM users WHERE id = " + number

    def rename(self, name, number):
        # ruleid: sql-string-building-text-python
        return "UPDATE users SET name = '{}' WHERE id = {}".format(name, number)
