function kept(users, name, age, where) {
  // ok: nosql-operator-script-parameter-javascript
  users.find({ name });
  // ok: nosql-operator-script-parameter-javascript
  users.find({ $where: `this.age > ${Number(age)}` });
  // ok: nosql-operator-script-parameter-javascript
  return users.find({ $where: where });
}

app.get("/script", async (req, res) => {
  // ruleid: nosql-operator-script-javascript
  const found = await users.find({ $where: `this.name == '${req.query.name}'` });
  // ruleid: nosql-operator-script-javascript
  res.json([...found, ...(await users.find({ $where: "this.age > " + req.query.age }))]);
});
