import ldap
from ldap.filter import escape_filter_chars


def kept(connection, name, query):
    # ok: ldap-query-parameter-python
    connection.search_s(BASE, ldap.SCOPE_SUBTREE, "(uid=admin)")
    # ok: ldap-query-parameter-python
    connection.search_s(BASE, ldap.SCOPE_SUBTREE, f"(uid={escape_filter_chars(name)})")
    # ok: ldap-query-parameter-python
    connection.search_s(BASE, ldap.SCOPE_SUBTREE, query)
