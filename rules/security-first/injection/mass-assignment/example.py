from flask import request

from shop.models import User, db
from shop.schemas import UserSchema

EDITABLE = {"name", "email"}


@app.post("/users")
def by_name():
    body = request.get_json()
    # ok: mass-assignment-python
    user = User(name=body["name"], email=body["email"])
    # ok: mass-assignment-python
    user = User(**UserSchema().load(request.json))
    # ok: mass-assignment-python
    user = User(**{key: body[key] for key in EDITABLE})
    # ok: mass-assignment-python
    schema = UserSchema(**request.json)
    # ok: mass-assignment-python
    users.insert_one({"name": body["name"]})
    for key, value in body.items():
        if key in EDITABLE:
            # ok: mass-assignment-python
            setattr(user, key, value)
    db.session.add(user)


@app.put("/users/<int:number>")
def as_a_whole(number):
    # ruleid: mass-assignment-python
    db.session.add(User(**request.get_json()))
    data = request.json
    user = db.session.get(User, number)
    for key, value in data.items():
        # ruleid: mass-assignment-python
        setattr(user, key, value)
    # ruleid: mass-assignment-python
    db.session.query(User).filter_by(id=number).update(request.json)
    # ruleid: mass-assignment-python
    users.insert_one(request.json)
    # ruleid: mass-assignment-python
    users.update_one({"_id": number}, {"$set": request.json})


@app.post("/brands")
def create_brand():
    data = request.get_json()
    validate(data, NEW_BRAND)
    # ok: mass-assignment-python
    return save(Brand(**data))


@app.post("/providers/<uuid:provider_id>")
def change_provider(provider_id):
    wanted = request.get_json()
    unknown = wanted.keys() - {"priority", "active"}
    if unknown:
        raise InvalidRequest(unknown)
    provider = find_provider(provider_id)
    for key in wanted:
        # ok: mass-assignment-python
        setattr(provider, key, wanted[key])
    return save(provider)
