import axios from "axios";
import express from "express";
import got from "got";
import { Injectable } from "@nestjs/common";

app.get("/bounded", async (req, res) => {
  // ok: missing-timeout-javascript
  await fetch(API, { signal: AbortSignal.timeout(5000) });
  // ok: missing-timeout-javascript
  await axios.get(API, { timeout: 5000 });
  // ok: missing-timeout-javascript
  await got(API, { timeout: { request: 5000 } });
  // ok: missing-timeout-javascript
  await client.get(API);
});

async function page() {
  // ok: missing-timeout-javascript
  return fetch("/api/orders");
}

app.get("/endless", async (req, res) => {
  // ruleid: missing-timeout-javascript
  await fetch(API);
  // ruleid: missing-timeout-javascript
  await axios.post(API, { id: 1 });
  // ruleid: missing-timeout-javascript
  await got(API).json();
});

@Injectable()
class Prices {
  async load() {
    // ruleid: missing-timeout-javascript
    return axios.get(API);
  }
}

// ruleid: missing-timeout-javascript
const api = axios.create({ baseURL: process.env.API_URL });
// ok: missing-timeout-javascript
const bounded = axios.create({ baseURL: process.env.API_URL, timeout: 5000 });
