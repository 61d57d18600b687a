// ok: hidden-panic-javascript
process.on("uncaughtException", (error) => {
  logger.fatal(error);
  process.exit(1);
});

// ok: hidden-panic-javascript
process.on("unhandledRejection", (reason) => {
  throw reason;
});

// ok: hidden-panic-javascript
process.on("SIGTERM", () => console.log("bye"));

// ok: hidden-panic-javascript
process.on("uncaughtException", (error) => shutdown(error));

// ruleid: hidden-panic-javascript
process.on("uncaughtException", (error) => {
  console.error(error);
});

// ruleid: hidden-panic-javascript
process.on("unhandledRejection", (reason, promise) => {
  logger.warn({ reason }, "unhandled");
});

// ruleid: hidden-panic-javascript
process.on("uncaughtException", () => {});

// ok: hidden-panic-javascript
process.on("unhandledRejection", (reason) => {
  logger.error("unhandled rejection", reason);
});

// ok: hidden-panic-javascript
process.on("unhandledRejection", (reason) => captureException(reason));

// ok: hidden-panic-javascript
process.on("unhandledRejection", console.error);

// ok: hidden-panic-javascript
process.on("unhandledRejection", (reason) => {
  import("./log.js").then((log) => log.error(reason));
});

// ruleid: hidden-panic-javascript
process.on("uncaughtException", console.error);

// ok: hidden-panic-javascript
process.on("unhandledRejection", (error) => {
  log.warn(error);
  telemetry.sendError(error);
});
