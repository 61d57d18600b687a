import express from "express";
import { PrismaClient } from "@prisma/client";
import { Model } from "mongoose";
import { User as Row } from "sequelize";
import knex from "knex";

app.post("/named", async (req, res) => {
  const { name, email } = req.body;
  // ok: mass-assignment-javascript
  await User.create({ name, email });
  // ok: mass-assignment-javascript
  await prisma.user.create({ data: { name: req.body.name } });
  const input = UserInput.parse(req.body);
  // ok: mass-assignment-javascript
  await User.create(input);
  // ok: mass-assignment-javascript
  await User.findByIdAndUpdate(req.params.id, { $set: { name: req.body.name } });
  // ok: mass-assignment-javascript
  await User.create(_.pick(req.body, ["name", "email"]));
});

app.post("/whole", async (req, res) => {
  // ruleid: mass-assignment-javascript
  await User.create(req.body);
  // ruleid: mass-assignment-javascript
  const user = new User(req.body);
  // ruleid: mass-assignment-javascript
  await User.findByIdAndUpdate(req.params.id, req.body, { new: true });
  // ruleid: mass-assignment-javascript
  await User.update(req.body, { where: { id: req.params.id } });
  // ruleid: mass-assignment-javascript
  await prisma.user.update({ where: { id: 1 }, data: req.body });
  // ruleid: mass-assignment-javascript
  await prisma.user.create({ data: { ...req.body, active: true } });
  // ruleid: mass-assignment-javascript
  await knex("users").insert(req.body);
  // ruleid: mass-assignment-javascript
  Object.assign(user, req.body);
  const data = req.body;
  // ruleid: mass-assignment-javascript
  await db.collection("users").insertOne(data);
  // ruleid: mass-assignment-javascript
  await db.collection("users").updateOne({ _id }, { $set: req.body });
});

app.patch("/settings", async (req, res) => {
  // ok: mass-assignment-javascript
  const changed = this.mailSettings.update(req.body);
  res.json({ changed });
});

app.post("/roles", async (req, res) => {
  // ok: mass-assignment-javascript
  const role = Role.create({ colour: "grey", ...req.body, managed: false, owner: req.account.id });
  res.json(await role.save());
});
