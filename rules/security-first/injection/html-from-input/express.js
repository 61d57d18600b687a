const express = require("express");
const escapeHtml = require("escape-html");

app.get("/escaped", (req, res) => {
  // ok: html-from-input-javascript
  res.send("<h1>" + escapeHtml(req.query.name) + "</h1>");
  // ok: html-from-input-javascript
  res.json({ name: req.query.name });
  // ok: html-from-input-javascript
  res.send({ name: req.query.name });
  // ok: html-from-input-javascript
  res.render("page", { name: req.query.name });
  // ok: html-from-input-javascript
  res.send(JSON.stringify(req.query));
  // ok: html-from-input-javascript
  res.type("text/plain").send(req.query.name);
  // ok: html-from-input-javascript
  res.send(`<h1>${Number(req.query.number)}</h1>`);
});

app.get("/written", (req, res) => {
  // ruleid: html-from-input-javascript
  res.send("<h1>" + req.query.name + "</h1>");
  // ruleid: html-from-input-javascript
  res.status(404).send(`No page ${req.params.page}`);
  // ruleid: html-from-input-javascript
  res.write(`<p>${req.query.name}</p>`);
  const { name } = req.query;
  const html = `<p>${name}</p>`;
  // ruleid: html-from-input-javascript
  res.end(html);
});

app.put("/commands/:id", async (req, res) => {
  const body = req.body;
  await commands.update({ id: req.params.id }, body);
  // ok: html-from-input-javascript
  res.send(body);
});

app.use("/api", (req, res) => {
  const error = new NotFoundError(`There is no ${req.path} here.`);
  // ok: html-from-input-javascript
  res.status(404).send(error);
});

app.post("/people", (req, res) => {
  const { title } = req.body;
  // ok: html-from-input-javascript
  res.status(400).send(`Nobody has the title ${title}.`);
  // ruleid: html-from-input-javascript
  res.status(400).send(`Nobody is called ${req.query.name}.`);
  // ruleid: html-from-input-javascript
  res.status(400).send(`<p>Nobody has the title ${title}.</p>`);
});

app.use((req, res) => {
  // ok: html-from-input-javascript
  res.status(404).send(req.path + " is not here");
  // ruleid: html-from-input-javascript
  res.status(404).send(req.query.page + " is not here");
});
