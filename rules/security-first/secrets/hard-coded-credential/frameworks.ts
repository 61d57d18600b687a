import { JwtModule } from "@nestjs/jwt";
import cookieParser from "cookie-parser";
import express from "express";
import fastifyJwt from "@fastify/jwt";
import mysql from "mysql2";
import { Sequelize } from "sequelize";

// ok: hard-coded-credential-javascript
mysql.createConnection({ host: "localhost", user: "root", password: process.env.PASSWORD });
// ok: hard-coded-credential-javascript
JwtModule.register({ secret: process.env.JWT_SECRET });
// ok: hard-coded-credential-javascript
form.field({ user: "User", password: "Password" });

// ruleid: hard-coded-credential-javascript
mysql.createConnection({ host: "db.shop.example", user: "root", password: "root" });
// ruleid: hard-coded-credential-javascript
new Sequelize("shop", "root", "letmein", { dialect: "mysql" });
// ruleid: hard-coded-credential-javascript
JwtModule.register({ secret: "secretForTheShop" });
// ruleid: hard-coded-credential-javascript
app.use(cookieParser("keyboard cat"));
// ruleid: hard-coded-credential-javascript
fastify.register(fastifyJwt, { secret: "supersecretshop" });
// ruleid: hard-coded-credential-javascript
new Strategy({ jwtFromRequest, secretOrKey: "all hidden words" }, verify);

export const SecretNames = {
  // ok: hard-coded-credential-javascript
  shop1_secretKey: "shop1_secretKey",
};
