app.post("/narrowed", async (req, res) => {
  // ok: nosql-operator-javascript
  await User.findOne({ name: String(req.body.name) });
  // ok: nosql-operator-javascript
  await User.findOne({ name: { $eq: req.body.name } });
  // ok: nosql-operator-javascript
  await User.findOne({ _id: req.params.id });
  const body = Login.parse(req.body);
  // ok: nosql-operator-javascript
  await User.findOne({ name: body.name });
  // ok: nosql-operator-javascript
  const found = names.find((name) => name === req.body.name);
  // ok: nosql-operator-javascript
  await User.findOne({ age: Number(req.body.age) });
});

app.post("/checked", async (req, res) => {
  const { name } = req.body;
  if (typeof name !== "string") return res.status(400).end();
  // ok: nosql-operator-javascript
  await User.findOne({ name });
});

app.post("/open", async (req, res) => {
  // ruleid: nosql-operator-javascript
  await User.findOne({ name: req.body.name, password: req.body.password });
  // ruleid: nosql-operator-javascript
  await User.find(req.query);
  const { name } = req.body;
  // ruleid: nosql-operator-javascript
  await db.collection("users").deleteMany({ name });
  // ruleid: nosql-operator-javascript
  await User.findOneAndUpdate({ token: req.query.token }, { used: true });
});

function scripted(user, threshold) {
  const limit = parseInt(threshold, 10);
  // ok: nosql-operator-script-javascript
  orders.find({ $where: "this.total > 100" });
  // ok: nosql-operator-script-javascript
  orders.find({ $where: `this.total > ${limit}` });
  // ok: nosql-operator-script-javascript
  orders.find({ total: { $gt: threshold } });
  // ruleid: nosql-operator-script-parameter-javascript
  orders.find({ $where: `this.user == '${user}'` });
  // ruleid: nosql-operator-script-parameter-javascript
  return { $where: "this.total > '" + threshold + "'" };
}

async function leave(req) {
  const { payload, user } = req;
  // ok: nosql-operator-javascript
  await req.payload.store.updateOne({ id: user.id, sessions: [] });
  // ok: nosql-operator-javascript
  await payload.store.updateOne({ id: payload.config.id });
}

async function hapi(request, h) {
  // ruleid: nosql-operator-javascript
  return accounts.findOne(request.payload);
}
