import express from "express";

app.get("/hidden", async (req, res) => {
  try {
    res.json(await orders.all());
  } catch (error) {
    // ok: error-details-to-client-javascript
    logger.error({ error, stack: error.stack }, "orders");
    // ok: error-details-to-client-javascript
    res.status(500).json({ code: "orders_failed" });
    // ok: error-details-to-client-javascript
    res.status(500).json({ error: isDevelopment ? error.stack : "failed" });
    // ok: error-details-to-client-javascript
    res.status(400).json({ error: error.message });
  }
});

app.get("/shown", async (req, res) => {
  try {
    res.json(await orders.all());
  } catch (error) {
    // ruleid: error-details-to-client-javascript
    res.status(500).json({ error: error.stack });
    // ruleid: error-details-to-client-javascript
    res.status(500).send(error);
    // ruleid: error-details-to-client-javascript
    res.status(500).json({ error });
    // ruleid: error-details-to-client-javascript
    res.send(`failed: ${error}`);
    // ruleid: error-details-to-client-javascript
    res.end(String(error));
  }
});

app.use((err, req, res, next) => {
  // ruleid: error-details-to-client-javascript
  res.status(500).send(err.stack);
});
