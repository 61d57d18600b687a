const express = require("express");

const app = express();

// ok: unhandled-async-javascript
app.get("/sync", (req, res) => res.json(list));

app.get(
  "/caught",
  // ok: unhandled-async-javascript
  async (req, res, next) => {
    try {
      res.json(await orders.all());
    } catch (error) {
      next(error);
    }
  },
);

// ok: unhandled-async-javascript
app.get("/wrapped", wrap(async (req, res) => res.json(await orders.all())));

// ok: unhandled-async-javascript
app.get("/nothing", async (req, res) => res.json(list));

// ruleid: unhandled-async-javascript
app.get(
  "/open",
  async (req, res) => {
    res.json(await orders.all());
  },
);

// ruleid: unhandled-async-javascript
app.post(
  "/guarded",
  authenticate,
  async (req, res) => {
    const order = await orders.create(req.body);
    res.status(201).json(order);
  },
);

// ruleid: unhandled-async-javascript
app.use(
  async function (req, res, next) {
    req.user = await users.load(req.session.id);
    next();
  },
);
