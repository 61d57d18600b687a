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
        # ruleid: sql-string-building-parameter-python
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

    def with_a_part(self, identifier):
        # ruleid: sql-string-building-text-python
        return """WITH part AS (SELECT id FROM users)
            SELECT id FROM part WHERE id = '%s'""" % identifier

    def by_identifier(self, identifier):
        # ruleid: sql-string-building-text-python
        return f"""
            SELECT * FROM users
            WHERE id = {identifier}
        """
