async function logged(order) {
  try {
    await gateway.charge(order);
    // ok: print-only-handler-javascript
  } catch (error) {
    console.error("charge failed", error);
  }
}

async function passedOn(order) {
  try {
    await gateway.charge(order);
    // ok: print-only-handler-javascript
  } catch (error) {
    console.error("charge failed");
    throw error;
  }
}

async function answered(req, res) {
  try {
    res.json(await gateway.charge(req.body));
    // ok: print-only-handler-javascript
  } catch (error) {
    console.error("charge failed");
    res.status(502).json({ code: "gateway_failed" });
  }
}

// ok: print-only-handler-javascript
charge(order).catch(console.error);

async function charge(order) {
  try {
    await gateway.charge(order);
    // ruleid: print-only-handler-javascript
  } catch (error) {
    console.log("something went wrong");
  }
}

async function find(id) {
  try {
    return await orders.load(id);
    // ruleid: print-only-handler-javascript
  } catch {
    console.error("cannot load");
    return null;
  }
}

// ruleid: print-only-handler-javascript
charge(order).catch(() => console.log("failed"));

try {
  mailer = require("mailer");
  // ok: print-only-handler-javascript
} catch {
  console.error("The mailer is not there.");
}

async function connectAgain() {
  try {
    await broker.connect();
    // ok: print-only-handler-javascript
  } catch {
    console.log("Connection failed, will retry");
  }
}

try {
  process.loadEnvFile(path.join(__dirname, ".env"));
  // ok: print-only-handler-javascript
} catch {
  console.info("No .env file found, continuing without it");
}
