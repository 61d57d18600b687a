const vm = require("vm");

const OPERATIONS = { add, multiply };

app.post("/parsed", (req, res) => {
  // ok: code-evaluation-javascript
  JSON.parse(req.body.text);
  // ok: code-evaluation-javascript
  eval("1 + 1");
  // ok: code-evaluation-javascript
  eval(Number(req.body.count));
  // ok: code-evaluation-javascript
  setTimeout(() => start(req.body.text), 10);
  // ok: code-evaluation-javascript
  redis.eval(SCRIPT, 1, req.body.key);
  // ok: code-evaluation-javascript
  OPERATIONS[req.body.name](1, 2);
});

function calculated(formula) {
  // ok: code-evaluation-javascript
  return mathjs.evaluate(formula);
}

app.post("/evaluated", (req, res) => {
  // ruleid: code-evaluation-javascript
  eval(req.body.formula);
  // ruleid: code-evaluation-javascript
  const compiled = new Function("x", req.body.formula);
  // ruleid: code-evaluation-javascript
  vm.runInNewContext(req.body.formula, {});
  // ruleid: code-evaluation-javascript
  setTimeout("start('" + req.body.text + "')", 10);
  // ruleid: code-evaluation-javascript
  require(req.query.module);
});

function evaluated(formula) {
  // ruleid: code-evaluation-parameter-javascript
  return eval(formula);
}

const ran = (script) => {
  // ruleid: code-evaluation-parameter-javascript
  return vm.runInNewContext(script, {});
};

function compiledFrom(count) {
  // ok: code-evaluation-parameter-javascript
  vm.runInNewContext("1 + 1", {});
  // ok: code-evaluation-parameter-javascript
  eval(Number(count));
  // ok: code-evaluation-parameter-javascript
  return new Function("x", JSON.stringify(count));
}
