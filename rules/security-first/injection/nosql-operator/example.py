from bson import ObjectId
from flask import request


@app.post("/narrowed")
def narrowed():
    # ok: nosql-operator-python
    db.users.find_one({"name": str(request.json["name"])})
    # ok: nosql-operator-python
    db.users.find_one({"name": {"$eq": request.json["name"]}})
    # ok: nosql-operator-python
    db.users.find_one({"name": request.form["name"]})
    # ok: nosql-operator-python
    db.users.find_one({"_id": ObjectId(request.json["id"])})
    # ok: nosql-operator-python
    db.users.update_one({"_id": user_id}, {"$set": {"name": request.json["name"]}})


@app.post("/open")
def opened():
    body = request.get_json()
    # ruleid: nosql-operator-python
    db.users.find_one({"name": body["name"], "password": body["password"]})
    # ruleid: nosql-operator-python
    db.users.delete_many(request.json)
    # ruleid: nosql-operator-python
    db.users.update_one({"token": request.json["token"]}, {"$set": {"used": True}})
