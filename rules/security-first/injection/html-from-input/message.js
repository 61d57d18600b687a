// Answers about a body of JSON: no link can send one, and no markup is written.
router.post("/backups", async (req, res) => {
  try {
    await fs.mkdir(req.body.path);
  } catch (error) {
    // ok: html-from-input-javascript
    return res.status(400).send(`Invalid backup path "${req.body.path}"`);
  }
  res.sendStatus(200);
});

router.get("/backups/:name", async (req, res) => {
  // ruleid: html-from-input-javascript
  res.status(404).send(`There is no backup ${req.params.name}`);
});
