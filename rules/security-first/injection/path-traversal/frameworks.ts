import { Controller, Get, Param, Query } from "@nestjs/common";
import Fastify from "fastify";
import { Hono } from "hono";
import http from "node:http";
import fs, { readFile } from "fs";
import { writeFile } from "node:fs/promises";

@Controller("files")
class Files {
  @Get(":name")
  async one(@Param("name") name: string) {
    // ok: path-traversal-javascript
    await readFile(path.join(FOLDER, path.basename(name)));
    // ruleid: path-traversal-javascript
    return readFile(path.join(FOLDER, name));
  }
}

fastify.get("/files/:name", async (request, reply) => {
  // ruleid: path-traversal-javascript
  return fs.createReadStream(`${FOLDER}/${request.params.name}`);
});

hono.post("/files/:name", async (c) => {
  // ok: path-traversal-javascript
  await writeFile(path.join(FOLDER, crypto.randomUUID()), await c.req.text());
  // ruleid: path-traversal-javascript
  await writeFile(path.join(FOLDER, c.req.param("name")), "");
});

koa.use(async (ctx) => {
  // ruleid: path-traversal-javascript
  ctx.body = fs.createReadStream(path.join(FOLDER, ctx.params.name));
});

http.createServer((req, res) => {
  const { pathname } = new URL(req.url, "http://localhost");
  // ruleid: path-traversal-javascript
  fs.readFile(path.join(FOLDER, pathname), done);
});

express.post("/upload", (req, res) => {
  // ok: path-traversal-javascript
  fs.readFile(req.file.path, done);
  // ruleid: path-traversal-javascript
  fs.rename(req.file.path, path.join(FOLDER, req.body.folder), done);
  // ruleid: path-traversal-javascript
  req.files.photo.mv("uploads/" + req.files.photo.name);
});

export const handler = async (event) => {
  // ruleid: path-traversal-javascript
  return { body: fs.readFileSync(`/tmp/${event.pathParameters.name}`, "utf8") };
};
