async function load(id: string) {
  try {
    return await orders.load(id);
  } catch (error) {
    // ok: lost-cause-javascript
    throw new Error(`order ${id}`, { cause: error });
  }
}

async function wrapped(id: string) {
  try {
    return await orders.load(id);
  } catch (error) {
    // ok: lost-cause-javascript
    throw new OrderError(`order ${id}`, error);
  }
}

async function logged(id: string) {
  try {
    return await orders.load(id);
  } catch (error) {
    logger.error({ error, id }, "load");
    // ok: lost-cause-javascript
    throw new Error("cannot load the order");
  }
}

function parsed(text: string) {
  try {
    return JSON.parse(text);
  } catch (error) {
    // ok: lost-cause-javascript
    throw new Error("not JSON");
  }
}

async function known(id: string) {
  try {
    return await orders.load(id);
  } catch (error) {
    // ok: lost-cause-javascript
    if (error.code === "missing") throw new Error(`no order ${id}`);
    throw error;
  }
}

async function answered(id: string) {
  try {
    return await orders.load(id);
  } catch (error) {
    // ok: lost-cause-javascript
    throw new NotFoundException(`no order ${id}`);
  }
}

async function lost(id: string) {
  try {
    return await orders.load(id);
  } catch (error) {
    // ruleid: lost-cause-javascript
    throw new Error("cannot load the order");
  }
}

async function text(id: string) {
  try {
    return await orders.load(id);
  } catch (error) {
    // ruleid: lost-cause-text-javascript
    throw new Error(`cannot load: ${error.message}`);
  }
}

async function unbound(id: string) {
  try {
    return await orders.load(id);
  } catch {
    // ruleid: lost-cause-javascript
    throw new DatabaseError("cannot load");
  }
}

// ruleid: lost-cause-javascript
const order = await orders.load(id).catch(() => { throw new Error("cannot load"); });

function textOf(value: unknown) {
  try {
    return Node.fromJSON(schema, value).text;
  } catch {
    // ok: lost-cause-javascript
    throw new Error("Invalid document");
  }
}

export async function priceOf(id: string) {
  try {
    return await prices.load(id);
  } catch (error) {
    // ruleid: lost-cause-text-javascript
    throw new Error("cannot load the price: " + error.message);
  }
}

export async function stockOf(id: string) {
  try {
    return await stock.load(id);
  } catch (error) {
    // ok: lost-cause-text-javascript
    throw new Error(`cannot load the stock: ${error.message}`, { cause: error });
  }
}

export async function limitOf(id: string) {
  try {
    return await limits.load(id);
  } catch (error) {
    // ok: lost-cause-text-javascript
    throw new LimitError(error);
  }
}

export async function colourOf(text: string) {
  try {
    return colours.parse(text);
  } catch (error) {
    // ok: lost-cause-text-javascript, lost-cause-javascript
    throw new BadDataError("no colour");
  }
}

export async function userInfo(token: string) {
  try {
    return await provider.ask(token);
  } catch (error: unknown) {
    if (error instanceof HttpProblem) {
      // ok: lost-cause-javascript
      throw new MailerError("provider", error.body);
    }
    // ok: lost-cause-javascript
    throw new MailerError("provider", error);
  }
}

export async function configuration() {
  try {
    return await settings.load();
  } catch (error: unknown) {
    if (error instanceof ZodError) {
      console.error(error.issues);
    } else {
      console.error(error);
    }
    // ok: lost-cause-javascript
    throw new Error("cannot load the settings");
  }
}

export async function sent(mail: Mail) {
  try {
    return await mailer.send(mail);
  } catch (error: unknown) {
    // ok: lost-cause-javascript
    throw new MailerError("general", error instanceof Error ? error.message : "");
  }
}

export async function synchronised(id: string) {
  try {
    await remote.put(id);
  } catch {
    await local.remove(id);
    // ruleid: lost-cause-javascript
    throw new RequestError({ code: "synchronisation", status: 500 });
  }
}

export async function pages(text: string) {
  try {
    return await numbers.read(text);
  } catch {
    // ok: lost-cause-javascript
    throw new RequestError({ code: "pages", status: 400 });
  }
}

async function reached(address) {
  try {
    await connect(address);
  } catch (error) {
    const text = error instanceof Error ? error.message : "no reason given";
    // ok: lost-cause-javascript
    throw new Error(`Not connected: ${text}`);
  }
}

function dayOf(tag) {
  try {
    return Temporal.PlainDate.from(tag);
  } catch {
    // ok: lost-cause-javascript
    throw new Error(`A tag must be a date, and not ${tag}`);
  }
}
