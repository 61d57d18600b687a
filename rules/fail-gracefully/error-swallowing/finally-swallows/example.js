function clean(order) {
  try {
    return gateway.charge(order);
    // ok: finally-swallows-javascript
  } finally {
    gateway.close();
  }
}

function nested(order) {
  try {
    return gateway.charge(order);
    // ok: finally-swallows-javascript
  } finally {
    gateway.close(() => {
      return order.id;
    });
  }
}

function after(order) {
  try {
    gateway.charge(order);
    // ok: finally-swallows-javascript
  } finally {
    gateway.close();
  }
  return order;
}

function charge(order) {
  try {
    gateway.charge(order);
    // ruleid: finally-swallows-javascript
  } finally {
    gateway.close();
    return order;
  }
}

function chargeSilently(order) {
  try {
    gateway.charge(order);
  } catch (error) {
    throw new PaymentFailed(order.id, { cause: error });
    // ruleid: finally-swallows-javascript
  } finally {
    return;
  }
}
