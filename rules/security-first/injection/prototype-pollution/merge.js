function guarded(target, source) {
  for (const key of Object.keys(source)) {
    if (key === "__proto__" || key === "constructor") continue;
    // ok: prototype-pollution-merge-javascript
    if (isObject(source[key])) guarded(target[key], source[key]);
    else target[key] = source[key];
  }
}

function own(target, source) {
  for (const key in source) {
    if (!Object.prototype.hasOwnProperty.call(target, key)) continue;
    // ok: prototype-pollution-merge-javascript
    if (isObject(source[key])) own(target[key], source[key]);
  }
}

function compare(left, right) {
  // ok: prototype-pollution-merge-javascript
  return Object.keys(left).every((key) => equal(left[key], right[key]));
}

function merge(target, source) {
  for (const key in source) {
    if (typeof source[key] === "object") {
      // ruleid: prototype-pollution-merge-javascript
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}

const extend = (target, source) => {
  for (const key in source) {
    // ruleid: prototype-pollution-merge-javascript
    if (isObject(target[key])) target[key] = extend(target[key], source[key]);
    else target[key] = source[key];
  }
  return target;
};

function updateValue(schema, current) {
  const made = {};
  for (const key of Object.keys(schema)) {
    // ok: prototype-pollution-merge-javascript
    made[key] = updateValue(schema[key], current[key]);
  }
  return made;
}

function forget(target, unwanted) {
  for (const key of Object.keys(unwanted)) {
    // ok: prototype-pollution-merge-javascript
    if (isObject(unwanted[key])) forget(target[key], unwanted[key]);
    else delete target[key];
  }
}
