from fastapi import FastAPI
from pymongo import MongoClient

app = FastAPI()
users = MongoClient().shop.users


@app.post("/by-schema")
async def by_schema(login: Login):
    # ok: nosql-operator-python
    return users.find_one({"name": login.name})


@app.post("/as-text")
async def as_text(body: dict):
    # ok: nosql-operator-python
    return users.find_one({"name": str(body["name"])})


@app.get("/by-query")
async def by_query(name: str):
    # ok: nosql-operator-python
    return users.find_one({"name": name})


@app.post("/login")
async def login(body: dict):
    # ruleid: nosql-operator-python
    return users.find_one({"name": body["name"], "password": body["password"]})


@app.get("/script")
async def script(name: str):
    # ruleid: nosql-operator-python
    return list(users.find({"$where": f"this.name == '{name}'"}))
