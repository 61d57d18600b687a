def kept(users, name, age):
    # ok: nosql-operator-parameter-python
    users.find({"name": name})
    # ok: nosql-operator-parameter-python
    users.find({"$where": "this.age > 17"})
    # ok: nosql-operator-parameter-python
    return users.find({"$where": f"this.age > {int(age)}"})


def built(users, name):
    # ruleid: nosql-operator-parameter-python
    users.find({"$where": f"this.name == '{name}'"})
    # ruleid: nosql-operator-parameter-python
    return users.find().where("this.name == '" + name + "'")
