const multer = require("multer");

const named = multer.diskStorage({
  destination: (req, file, done) => done(null, "uploads"),
  // ok: path-traversal-upload-name-javascript
  filename: (req, file, done) => done(null, crypto.randomUUID()),
});
const dated = multer.diskStorage({
  // ok: path-traversal-upload-name-javascript
  filename: (req, file, done) => done(null, `${Date.now()}-${file.originalname}`),
});
const failed = multer.diskStorage({
  // ok: path-traversal-upload-name-javascript
  filename: (req, file, done) => done(new Error(file.originalname)),
});
const sent = multer.diskStorage({
  filename: function (req, file, cb) {
    // ruleid: path-traversal-upload-name-javascript
    cb(null, file.originalname);
  },
});
const arrow = multer.diskStorage({
  // ruleid: path-traversal-upload-name-javascript
  filename: (req, file, done) => done(null, file.originalname),
});
