import httpx
from elasticsearch import Elasticsearch
from flask import request
from gql import gql
from redis import Redis

es = Elasticsearch("https://search.internal")
redis = Redis()
COUNT = "return redis.call('incrby', KEYS[1], ARGV[1])"


def with_variables(client, number, name):
    # ok: query-language-building-python
    client.execute(gql("query user($id: ID!) { user(id: $id) { name } }"), variable_values={"id": number})
    # ok: query-language-building-python
    httpx.post("https://api.internal/graphql", json={"query": USER, "variables": {"id": number}})
    # ok: query-language-building-python
    es.search(index="products", query={"match": {"name": name}})
    # ok: query-language-building-python
    es.search(index="products", body={"query": {"match": {"name": f"{name}"}}})
    # ok: query-language-building-python
    redis.eval(COUNT, 1, f"visits:{name}", number)
    # ok: query-language-building-python
    redis.get(f"user:{name}")


def neo4j_bound(session, name):
    # ok: query-language-building-python
    session.run("MATCH (u:User {name: $name}) RETURN u", name=name)


def graphql(client, number):
    # ruleid: query-language-building-python
    client.execute(gql(f'{{ user(id: "{number}") {{ name }} }}'))
    # ruleid: query-language-building-python
    httpx.post("https://api.internal/graphql", json={"query": "{ user(id: \"%s\") { name } }" % number})


def search(name):
    # ruleid: query-language-building-python
    es.search(index="products", query={"query_string": {"query": f"name:{name} AND public:true"}})
    # ruleid: query-language-building-python
    es.search(index="products", q="name:" + name)


@app.get("/search")
def from_the_request():
    # ruleid: query-language-building-python
    return es.search(index="products", query={"query_string": {"query": request.args["q"]}})


def script(name):
    # ruleid: query-language-building-python
    redis.eval(f"return redis.call('get', '{name}')", 0)


def neo4j(session, name):
    # ruleid: query-language-building-python
    session.run("MATCH (u:User {name: '" + name + "'}) RETURN u")


def tickets(jira, project):
    # ruleid: query-language-building-python
    return jira.search_issues(f"project = {project} AND status = Open")
