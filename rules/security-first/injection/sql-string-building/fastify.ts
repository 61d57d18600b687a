import Fastify from "fastify";
import knex from "knex";
import { Sequelize, literal, QueryTypes } from "sequelize";

const app = Fastify();

app.get("/bound", async ({ query }, reply) => {
  // ok: sql-string-building-javascript
  await db.raw("SELECT * FROM users WHERE name = ?", [query.name]);
  // ok: sql-string-building-javascript
  await sequelize.query("SELECT * FROM users WHERE name = :name", { replacements: { name: query.name }, type: QueryTypes.SELECT });
  // ok: sql-string-building-javascript
  return db("users").where("name", query.name).orderByRaw("created_at DESC");
});

app.get("/built", async ({ query, params }, reply) => {
  // ruleid: sql-string-building-javascript
  await knex.raw(`SELECT * FROM users WHERE name = '${query.name}'`);
  // ruleid: sql-string-building-javascript
  await db("users").orderByRaw("name " + query.direction);
  // ruleid: sql-string-building-javascript
  await User.findAll({ order: [[literal(`name ${query.direction}`), "ASC"]] });
  // ruleid: sql-string-building-javascript
  await sequelize.query("SELECT * FROM users WHERE id = " + params.id);
  // ruleid: sql-string-building-javascript
  await User.findAll({ where: Sequelize.literal("name = '" + query.name + "'") });
});
