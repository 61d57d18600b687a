import cors from "cors";
import express from "express";
import fastifyCors from "@fastify/cors";
import { NestFactory } from "@nestjs/core";
import { cors as honoCors } from "hono/cors";

// ok: permissive-cors-javascript
app.use(cors({ origin: ["https://shop.example"], credentials: true }));
// ok: permissive-cors-javascript
app.use(cors({ origin: "*" }));
// ok: permissive-cors-javascript
app.use(cors());
// ok: permissive-cors-javascript
app.use(cors({ origin: (origin, done) => done(null, ALLOWED.includes(origin)), credentials: true }));

// ruleid: permissive-cors-javascript
app.use(cors({ origin: true, credentials: true }));
// ruleid: permissive-cors-javascript
fastify.register(fastifyCors, { credentials: true, origin: "*" });
// ruleid: permissive-cors-javascript
nest.enableCors({ origin: true, credentials: true });
// ruleid: permissive-cors-javascript
hono.use(honoCors({ origin: (origin) => origin, credentials: true }));
// ruleid: permissive-cors-javascript
app.use(cors({ origin: (origin, done) => done(null, true), credentials: true }));

app.use((req, res, next) => {
  // ruleid: permissive-cors-javascript
  res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
  res.setHeader("Access-Control-Allow-Credentials", "true");
  next();
});

if (isProduction) {
  app.enableCors({ origin: allowedOrigins, credentials: true });
} else {
  // ok: permissive-cors-javascript
  app.enableCors({ origin: true, credentials: true });
}

if (isProduction) {
  // ruleid: permissive-cors-javascript
  app.enableCors({ origin: true, credentials: true });
}

if (process.env.NODE_ENV === "development") {
  // ok: permissive-cors-javascript
  app.enableCors({ origin: true, credentials: true });
}

app.use((req, res, next) => {
  if (allowedOrigins.some((one) => one === req.get("origin"))) {
    // ok: permissive-cors-javascript
    res.header("Access-Control-Allow-Origin", req.get("origin"));
    res.header("Access-Control-Allow-Credentials", "true");
  }
  next();
});
