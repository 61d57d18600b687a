import { createHash } from "node:crypto";

const OF_THE_PROTOCOL = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

export function accepted(secretKey: string) {
  // ok: weak-hash-javascript
  return createHash("sha1").update(secretKey + OF_THE_PROTOCOL).digest("base64");
}
