import express from "express";
import { Hono } from "hono";

app.get("/hidden", async (req, res) => {
  try {
    res.json(await orders.all());
  } catch (error) {
    // ok: error-details-to-client-message-javascript
    res.status(500).json({ error: "orders failed" });
    // ok: error-details-to-client-message-javascript
    res.status(404).json({ error: error.message });
    // ok: error-details-to-client-message-javascript
    res.status(500).json({ message: translations.message });
    // ruleid: error-details-to-client-message-javascript
    res.status(500).json({ error: error.message });
    // ruleid: error-details-to-client-message-javascript
    reply.code(500).send({ message: err.message });
  }
});

hono.onError((error, c) => {
  // ruleid: error-details-to-client-message-javascript
  return c.json({ error: error.message }, 500);
});
