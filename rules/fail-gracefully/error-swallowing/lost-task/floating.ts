import { PrismaClient } from "@prisma/client";

async function charge(order: Order) {
  await gateway.charge(order);
}

async function handled(order: Order) {
  // ok: lost-task-floating-javascript
  await charge(order);
  // ok: lost-task-floating-javascript
  charge(order).catch(report);
  // ok: lost-task-floating-javascript
  void charge(order);
  // ok: lost-task-floating-javascript
  const task = charge(order);
  // ok: lost-task-floating-javascript
  await Promise.all([task, ...orders.map((one) => charge(one))]);
  // ok: lost-task-floating-javascript
  fetch(API).then(show, report);
  // ok: lost-task-floating-javascript
  fetch(API).then(show).catch(report);
  // ok: lost-task-floating-javascript
  prisma.audit.create({ data: order }).catch(report);
  // ok: lost-task-floating-javascript
  return charge(order);
}

async function main() {
  await charge(first);
}

// ok: lost-task-floating-javascript
main();

function forgotten(order: Order) {
  // ruleid: lost-task-floating-javascript
  charge(order);
  // ruleid: lost-task-floating-javascript
  fetch(API).then((answer) => show(answer));
  // ruleid: lost-task-floating-javascript
  prisma.audit.create({ data: order });
  if (order.paid) {
    // ruleid: lost-task-floating-javascript
    charge(order);
  }
}

class Orders {
  async store(order: Order) {
    await this.repository.save(order);
  }

  async kept(order: Order) {
    // ok: lost-task-floating-javascript
    await this.store(order);
  }

  dropped(order: Order) {
    // ruleid: lost-task-floating-javascript
    this.store(order);
  }
}

async function prepare() {
  await store.open();
  await store.fill();
}

// ok: lost-task-floating-javascript
prepare();

// ok: lost-task-floating-javascript
prepare().then(() => console.log("ready"));

class Sessions {
  async check(user: User, done: (error?: Error) => void) {
    const session = await sessions.load(user.id);
    done(session.error);
  }

  async refresh() {
    try {
      this.all = await sessions.list();
    } catch (error) {
      log.error(error);
    }
  }

  again() {
    // ok: lost-task-floating-javascript
    this.check(user, (error) => answer(error));
    // ok: lost-task-floating-javascript
    this.refresh();
    // ok: lost-task-floating-javascript
    sleep(1000).then(() => retry());
  }
}

function prepared(options, done) {
  const addOrder = () => {
    stock.reserve(options, async () => {
      const order = await orders.add(options);
      done(undefined, order);
    });
  };
  const drop = async () => {
    await orders.drop(options.id);
  };
  stock.check(options, (found) => {
    if (found) {
      // ok: lost-task-floating-javascript
      addOrder();
    } else {
      // ruleid: lost-task-floating-javascript
      drop();
    }
  });
}
