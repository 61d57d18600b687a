function parseOrNull(text) {
  try {
    return JSON.parse(text);
    // ok: silent-handler-javascript
  } catch (error) {
    logger.warn({ error }, "not JSON");
  }
}

async function charge(order) {
  try {
    await gateway.charge(order);
    // ok: silent-handler-javascript
  } catch (error) {
    throw new PaymentFailed(order.id, { cause: error });
  }
}

function route(req, res, next) {
  try {
    res.json(load(req.params.id));
    // ok: silent-handler-javascript
  } catch (error) {
    next(error);
  }
}

function warmUp(cache) {
  try {
    cache.fill();
    // ok: silent-handler-javascript
  } catch {
    // The cache is only a hint: requests fill it as they come.
  }
}

// ok: silent-handler-javascript
socket.on("error", (error) => logger.error({ error }, "socket"));

// ok: silent-handler-javascript
socket.on("close", () => {});

// ok: silent-handler-javascript
const text = "try { work() } catch (error) { }";

async function undo(runner, error) {
  try {
    await runner.rollbackTransaction();
    // ok: silent-handler-javascript
  } catch {}
  throw error;
}

let native;
try {
  native = require("native-driver");
  // ok: silent-handler-javascript
} catch {}

async function chargeSilently(order) {
  try {
    await gateway.charge(order);
    // ruleid: silent-handler-javascript
  } catch (error) {}
}

async function chargeWithoutBinding(order) {
  try {
    await gateway.charge(order);
    // ruleid: silent-handler-javascript
  } catch {
    // ignore
  } finally {
    gateway.close();
  }
}

async function chargeLater(order) {
  try {
    await gateway.charge(order);
    // ruleid: silent-handler-javascript
  } catch (error) {
    // TODO: handle this error later on
  }
}

async function chargeAll(orders) {
  for (const order of orders) {
    try {
      await gateway.charge(order);
      // ruleid: silent-handler-javascript
    } catch (error) {
      continue;
    }
  }
}

// ruleid: silent-handler-javascript
socket.on("error", () => {});

function shown(thing) {
  let text = thing;
  try {
    text = JSON.stringify(thing);
    // ok: silent-handler-javascript
  } catch {}
  return text;
}

async function freed(path) {
  if (await known(path)) {
    try {
      await fs.unlink(path);
      // ok: silent-handler-javascript
    } catch {}
  }
}

function textOrJson(text) {
  let value = text;
  try {
    value = JSON.parse(text);
    // ok: silent-handler-javascript
  } catch {}
  return value;
}

function isJson(text) {
  try {
    const value = JSON.parse(text);
    if (value) {
      return true;
    }
    // ok: silent-handler-javascript
  } catch {}
  return false;
}

function letGo(name) {
  try {
    this.clients[name].destroy();
    // ok: silent-handler-javascript
  } catch {
    // ignore
  }
}

function hostsOf(addresses) {
  const hosts = new Set();
  for (const address of addresses) {
    try {
      hosts.add(new Address(address).host);
      // ok: silent-handler-javascript
      // ruleid: silent-handler-computed-javascript
    } catch {
      continue;
    }
  }
  return hosts;
}

function addressOf(rule) {
  let address;
  try {
    address = addresses.read(rule);
    // ruleid: silent-handler-computed-javascript
  } catch {
    // Do nothing
  }
  return address;
}

async function ordered(queue) {
  try {
    await queue.create();
    // ok: silent-handler-computed-javascript
    // ruleid: silent-handler-javascript
  } catch {
    // no-op
  }
}

function reasoned(rule) {
  try {
    rule.check();
    // ok: silent-handler-computed-javascript
  } catch {
    // A rule that is malformed does not count.
  }
}

function textOf(value) {
  let text = value;
  try {
    text = JSON.parse(value);
    // ok: silent-handler-computed-javascript
  } catch {}
  return text;
}

async function seen(request) {
  let body = null;
  try {
    body = await request.json();
    // ok: silent-handler-javascript
    // ruleid: silent-handler-computed-javascript
  } catch {}
  return body;
}

async function setUp(store, telemetry) {
  try {
    await store.fill();
  } catch (error) {
    try {
      await store.truncate();
    // ok: silent-handler-javascript
    } catch (second) {}
    telemetry.sendError(error);
  }
}

async function sessionOf(token) {
  try {
    return await unsealed(token);
  // ok: silent-handler-javascript
  // ruleid: silent-handler-computed-javascript
  } catch (error) {}
}

async function loadLocales(locale) {
  try {
    const raw = await fs.readFile(path.join(FOLDER, `${locale}.yml`), "utf8");
    engine.add(locale, yaml.load(raw));
  // ok: silent-handler-javascript
  // ruleid: silent-handler-computed-javascript
  } catch (error) {
    // ignore
  }
}

function signOut(sockets) {
  for (const socket of sockets) {
    try {
      socket.emit("refresh");
      socket.disconnect();
    // ok: silent-handler-javascript
    } catch (error) {}
  }
}

async function dispose(subscriber) {
  try {
    await subscriber.unsubscribe();
  // ok: silent-handler-javascript
  } catch {
    /* ignore */
  }
}
