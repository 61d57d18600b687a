import ldap
import ldap3
from flask import request
from ldap.filter import escape_filter_chars, filter_format
from ldap3.utils.conv import escape_filter_chars as escape3
from ldap3.utils.dn import escape_rdn

BASE = "ou=people,dc=shop,dc=example"


def escaped(connection, name):
    # ok: ldap-query-python
    connection.search_s(BASE, ldap.SCOPE_SUBTREE, f"(uid={escape_filter_chars(name)})")
    # ok: ldap-query-python
    connection.search_s(BASE, ldap.SCOPE_SUBTREE, filter_format("(uid=%s)", [name]))
    # ok: ldap-query-python
    connection.search_s(BASE, ldap.SCOPE_SUBTREE, "(objectClass=person)")
    # ok: ldap-query-python
    connection.simple_bind_s(f"uid={escape_rdn(name)},{BASE}", "")


def escaped_ldap3(conn, name):
    # ok: ldap-query-python
    conn.search(BASE, "(uid=%s)" % escape3(name))


def no_directory(index, name):
    # ok: ldap-query-python
    index.search("products", f"(name:{name})")


def built(connection, name):
    # ruleid: ldap-query-parameter-python
    connection.search_s(BASE, ldap.SCOPE_SUBTREE, f"(uid={name})")
    # ruleid: ldap-query-parameter-python
    connection.search_ext_s(BASE, ldap.SCOPE_SUBTREE, filterstr="(uid=" + name + ")")


def built_ldap3(conn, name):
    query = "(&(objectClass=person)(uid={}))".format(name)
    # ruleid: ldap-query-parameter-python
    conn.search(BASE, query, attributes=["mail"])
    # ruleid: ldap-query-parameter-python
    conn.search(search_base=BASE, search_filter="(mail=%s)" % name)


@app.post("/login")
def login():
    connection = ldap.initialize("ldap://directory.internal")
    # ruleid: ldap-query-python
    connection.simple_bind_s(f"uid={request.form['name']},{BASE}", request.form["password"])
    # ruleid: ldap-query-python
    return ldap3.Connection(SERVER, user=f"cn={request.form['name']},{BASE}")


def tried(connection, settings):
    # ok: ldap-query-python
    connection.search(search_base=settings["BASE"], search_filter="(&" + settings["SEARCHFILTER"] + ")")


def bound_as(server, username, domain, password):
    # ok: ldap-query-python
    return ldap3.Connection(server, user=username + "@" + domain, password=password)
