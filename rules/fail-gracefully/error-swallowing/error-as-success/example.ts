import express from "express";
import Fastify from "fastify";
import { Hono } from "hono";
import { NextResponse } from "next/server";

app.get("/told", async (req, res) => {
  try {
    // ok: error-as-success-javascript
    res.json(await orders.all());
  } catch (error) {
    // ok: error-as-success-javascript
    res.status(500).json({ error: "orders failed" });
  }
});

app.get("/before", async (req, res) => {
  try {
    res.json(await orders.all());
  } catch (error) {
    res.status(502);
    // ok: error-as-success-javascript
    res.json({ error: "orders failed" });
  }
});

app.get("/fallback", async (req, res) => {
  try {
    res.json(await orders.all());
  } catch (error) {
    // ok: error-as-success-javascript
    res.json(cache.orders);
  }
});

fastify.get("/thrown", async (request, reply) => {
  try {
    return await orders.all();
  } catch (error) {
    // ok: error-as-success-javascript
    reply.send(error);
  }
});

app.get("/hidden", async (req, res) => {
  try {
    res.json(await orders.all());
  } catch (error) {
    // ruleid: error-as-success-javascript
    res.json({ success: false, error: "orders failed" });
  }
});

app.get("/explicit", async (req, res) => {
  try {
    res.json(await orders.all());
  } catch (error) {
    // ruleid: error-as-success-javascript
    res.status(200).json({ error: "orders failed" });
  }
});

app.get("/callback", (req, res) => {
  orders.all((err, rows) => {
    if (err) {
      // ruleid: error-as-success-javascript
      return res.send("something went wrong");
    }
    res.json(rows);
  });
});

hono.get("/orders", async (c) => {
  try {
    return c.json(await orders.all());
  } catch (error) {
    logger.error(error);
    // ruleid: error-as-success-javascript
    return c.json({ error: "orders failed" });
  }
});

export async function GET() {
  try {
    return NextResponse.json(await orders.all());
  } catch (error) {
    // ok: error-as-success-javascript
    if (error.code === 1) return NextResponse.json({ error: "orders failed" }, { status: 500 });
    // ruleid: error-as-success-javascript
    return NextResponse.json({ error: "orders failed" });
  }
}

koa.use(async (ctx) => {
  try {
    ctx.body = await orders.all();
  } catch (error) {
    // ruleid: error-as-success-javascript
    ctx.body = { error: "orders failed" };
  }
});

export const handler = async (event) => {
  try {
    return { statusCode: 200, body: JSON.stringify(await orders.all()) };
  } catch (error) {
    // ruleid: error-as-success-javascript
    return { statusCode: 200, body: "failed" };
  }
};

export async function importAll(req: Request, res: Response) {
  try {
    res.json(await rows.insert(req.body));
  } catch (error) {
    // ok: error-as-success-javascript
    res.status(207).json({ inserted: error.inserted, failures: error.failures });
  }
}

export async function storeCertificate(req: Request, res: Response) {
  try {
    res.json(await certificates.store(req.body));
  } catch (error) {
    switch (error.code) {
      case "InvalidCertificate":
        res.status(400);
        break;
      default:
        res.status(500);
    }
    // ok: error-as-success-javascript
    return res.json({ error: error.message });
  }
}

export async function dropCertificate(req: Request, res: Response) {
  try {
    res.json(await certificates.drop(req.params.id));
  } catch (error) {
    if (error instanceof UnknownCertificate) {
      res.status(404);
    } else {
      res.status(500);
    }
    // ok: error-as-success-javascript
    return res.json({ error: error.message });
  }
}
