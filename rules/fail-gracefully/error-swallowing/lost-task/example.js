async function inOrder(orders) {
  for (const order of orders) {
    // ok: lost-task-javascript
    await charge(order);
  }
}

async function atOnce(orders) {
  // ok: lost-task-javascript
  await Promise.all(orders.map(async (order) => charge(order)));
}

// ok: lost-task-javascript
orders.forEach((order) => total.add(order));

// ok: lost-task-javascript
orders.forEach(async (order) => {
  try {
    await charge(order);
  } catch (error) {
    logger.error({ error, order }, "charge");
  }
});

// ok: lost-task-javascript
const ready = new Promise((resolve) => server.once("listening", resolve));

// ok: lost-task-javascript
const paid = new Promise(async (resolve, reject) => {
  try {
    resolve(await charge(order));
  } catch (error) {
    reject(error);
  }
});

// ruleid: lost-task-javascript
orders.forEach(async (order) => {
  await charge(order);
});

// ruleid: lost-task-javascript
orders.forEach(async (order) => charge(order));

// ruleid: lost-task-javascript
const receipt = new Promise(async (resolve) => {
  resolve(await charge(order));
});

function timed(work) {
  // ok: lost-task-javascript
  return new Promise(async (resolve, reject) => {
    const started = Date.now();
    try {
      await work();
      resolve(Date.now() - started);
    } catch (error) {
      reject(error);
    }
  });
}
