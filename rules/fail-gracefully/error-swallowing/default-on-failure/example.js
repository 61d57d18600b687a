function parse(text) {
  try {
    return JSON.parse(text);
    // ok: default-on-failure-javascript
  } catch {
    return null;
  }
}

function validAddress(text) {
  try {
    new URL(text);
    return true;
    // ok: default-on-failure-javascript
  } catch {
    return false;
  }
}

async function isAlive(database) {
  try {
    await database.ping();
    return true;
    // ok: default-on-failure-javascript
  } catch {
    return false;
  }
}

async function find(id) {
  try {
    return await users.load(id);
    // ok: default-on-failure-javascript
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

async function findLogged(id) {
  try {
    return await users.load(id);
    // ok: default-on-failure-javascript
  } catch (error) {
    logger.error({ error, id }, "load user");
    return null;
  }
}

async function avatar(id) {
  try {
    return await images.load(id);
    // ok: default-on-failure-javascript
  } catch {
    // Without a picture the page shows the initials.
    return null;
  }
}

// ok: default-on-failure-javascript
const user = await load(id).catch((error) => recover(error));

async function fileThere(path) {
  try {
    await fs.access(path);
    return true;
    // ok: default-on-failure-javascript
  } catch {
    return false;
  }
}

async function findAnything(id) {
  try {
    return await users.load(id);
    // ruleid: default-on-failure-javascript
  } catch (error) {
    return null;
  }
}

async function save(order) {
  try {
    await orders.insert(order);
    return true;
    // ruleid: default-on-failure-javascript
  } catch {
    return false;
  }
}

const list = async () => {
  try {
    return await orders.all();
    // ruleid: default-on-failure-javascript
  } catch (e) {
    return [];
  } finally {
    orders.close();
  }
};

// ruleid: default-on-failure-javascript
const order = await orders.load(id).catch(() => null);

function originOf(address) {
  try {
    const url = new URL(address);
    if (url.hostname === "localhost") return url.host;
    return url.origin;
    // ok: default-on-failure-javascript
  } catch {
    return;
  }
}

function hostsOf(address) {
  try {
    return [new URL(address).host];
    // ok: default-on-failure-javascript
  } catch {
    return [];
  }
}

async function pageOf(address) {
  try {
    const url = new URL(address);
    const answer = await load(url);
    return answer.page;
    // ruleid: default-on-failure-javascript
  } catch {
    return null;
  }
}

function sessionsOf(cookies) {
  try {
    const text = decodeURIComponent(cookies.get("sessions") || "");
    return text ? JSON.parse(text) : {};
    // ok: default-on-failure-javascript
  } catch {
    return {};
  }
}

function stateOf(text) {
  try {
    return verifyState(text);
    // ok: default-on-failure-javascript
  } catch {
    return undefined;
  }
}

const Page = schema.custom((value) => {
  try {
    nodes.read(value).check();
    return true;
    // ok: default-on-failure-javascript
  } catch {
    return false;
  }
});

function placeOf(name, silent) {
  if (silent) {
    try {
      return search(name);
      // ok: default-on-failure-javascript
    } catch {
      return;
    }
  }
  return search(name);
}

async function bodyOf(request) {
  try {
    return await request.json();
    // ok: default-on-failure-javascript
  } catch {
    return undefined;
  }
}

async function known(path) {
  // ok: default-on-failure-javascript
  const state = await fs.stat(path).catch(() => null);
  try {
    await fs.access(path);
    // ok: default-on-failure-javascript
  } catch {
    return false;
  }
  return state;
}

function probeSize(image) {
  try {
    return sizes.read(image);
    // ok: default-on-failure-javascript
  } catch {
    return null;
  }
}

function settingsOf(path) {
  try {
    const text = fs.readFileSync(path, "utf8");
    return JSON.parse(text);
    // ruleid: default-on-failure-javascript
  } catch {
    return {};
  }
}

function newer(left, right) {
  try {
    return versions.compare(left, right) > 0;
    // ok: default-on-failure-javascript
  } catch {
    return false;
  }
}

async function themeOf(path) {
  try {
    return await fs.promises.readFile(path);
    // ok: default-on-failure-javascript
  } catch {
    return null;
  }
}

async function entriesOf(path) {
  let entries;
  try {
    entries = await fsp.readdir(path);
    // ok: default-on-failure-javascript
  } catch {
    return [];
  }
  return entries;
}

async function basketOf(id) {
  try {
    const basket = await baskets.load(id);
    return basket.lines;
    // ruleid: default-on-failure-javascript
  } catch {
    return [];
  }
}

async function inTransaction(work) {
  const transaction = await database.begin();
  try {
    return await work(transaction);
  } catch (error) {
    // ok: default-on-failure-javascript
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
}

const next = once(events, "row");
// ok: default-on-failure-javascript
next.catch(() => null); // it is awaited below, after the page

async function reasonOf(answer) {
  // ok: default-on-failure-javascript
  return await answer.json().catch(() => ({}));
}

// The rejection must not count as unhandled; whoever awaits it sees it.
// ok: default-on-failure-javascript
snapshot.catch(() => undefined);

async function cached(key) {
  // ok: default-on-failure-javascript
  return await redis.get(key).catch(() => null);
}

async function jsonOf(answer) {
  try {
    return await answer.clone().json();
    // ok: default-on-failure-javascript
  } catch {
    return null;
  }
}
