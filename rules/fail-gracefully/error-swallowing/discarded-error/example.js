// ok: discarded-error-javascript
charge(order).catch((error) => logger.error({ error, order }, "charge"));

// ok: discarded-error-javascript
charge(order).catch(next);

// ok: discarded-error-javascript
reader.cancel().catch(() => {});

// ok: discarded-error-javascript
warmUp(cache).catch(() => {
  // The cache is only a hint: requests fill it.
});

// ok: discarded-error-javascript
charge(order).then(() => {}, report);

// ruleid: discarded-error-javascript
charge(order).catch(() => {});

// ruleid: discarded-error-javascript
void sendReceipt(order).catch((error) => {});

// ruleid: discarded-error-javascript
await orders.insert(order).catch(function () {
  // ignore
});

orders
  .load(id)
  .then((order) => order.cancel())
  // ruleid: discarded-error-javascript
  .catch(noop);

// ok: discarded-error-javascript
await folder.cleanup().catch(() => {});

// Rejects before anybody waits for it, which would end the process.
// ok: discarded-error-javascript
uploaded.catch(() => {});

async function parts(stream) {
  const finished = new Promise((resolve, reject) => stream.on("end", resolve).on("error", reject));
  // ok: discarded-error-javascript
  finished.catch(() => {});
  await read(stream);
  await finished;
}

async function answered(answer, folder) {
  // ok: discarded-error-javascript
  await answer.text().catch(() => {});
  // ok: discarded-error-javascript
  removeFolder(folder).catch(() => {});
  const work = count(folder);
  // ok: discarded-error-javascript
  work.catch(() => {});
  return await Promise.race([work, later()]);
}

function kept(writes) {
  // ok: discarded-error-javascript
  writes[0].catch(() => {}); // They are awaited together further down.
}

function evictLater(registry, id) {
  // ok: discarded-error-javascript
  setTimeout(() => registry.unregister(id).catch(() => {}), 60_000);
}
