async function total(orders: Order[]) {
  let sum = 0;
  try {
    sum = await ledger.sum(orders);
    // ok: broad-catch-javascript
  } catch (error) {
    logger.error({ error }, "sum");
    sum = 0;
  }
  return sum;
}

function parse(text: string) {
  let value;
  try {
    value = JSON.parse(text);
    // ok: broad-catch-javascript
  } catch {
    value = {};
  }
  return value;
}

async function status() {
  let state;
  try {
    state = await gateway.state();
    // ok: broad-catch-javascript
  } catch {
    state = "unavailable";
  }
  return state;
}

async function price(id: string) {
  let value;
  try {
    value = await prices.load(id);
    // ok: broad-catch-javascript
  } catch {
    // The catalogue's price is good enough without a campaign.
    value = catalogue[id];
  }
  return value;
}

async function amount(id: string) {
  let value;
  try {
    value = await prices.load(id);
    // ruleid: broad-catch-javascript
  } catch (error) {
    value = 0;
  }
  return value;
}

async function settings(id: string) {
  try {
    return await store.load(id);
    // ruleid: broad-catch-javascript
  } catch {
    return DEFAULTS;
  }
}

async function page(id: string) {
  try {
    return await store.page(id);
    // ruleid: broad-catch-javascript
  } catch (e) {
    return { rows: [], total: null };
  }
}

async function handle(request: Request) {
  let body;
  try {
    body = await request.json();
    // ok: broad-catch-javascript
  } catch {
    body = {};
  }
  try {
    assert.deepEqual(stored, body);
    // ok: broad-catch-javascript
  } catch {
    stored = body;
  }
}
