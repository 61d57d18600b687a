const PAGE = "<h1><%= name %></h1>";

app.get("/constant", (req, res) => {
  // ok: template-from-input-javascript
  ejs.render(PAGE, { name: req.query.name });
  // ok: template-from-input-javascript
  res.render("page", { name: req.query.name });
  // ok: template-from-input-javascript
  Handlebars.compile("<h1>{{name}}</h1>")({ name: req.query.name });
});

app.get("/built", (req, res) => {
  // ruleid: template-from-input-javascript
  ejs.render(`<h1>${req.query.name}</h1>`);
  // ruleid: template-from-input-javascript
  Handlebars.compile("<h1>" + req.query.name + "</h1>")({});
  // ruleid: template-from-input-javascript
  const compiled = _.template(req.body.template);
});
