import { useState } from "react";

export function Newsletter() {
  const [email, setEmail] = useState("");
  const subscribe = async (event) => {
    event.preventDefault();
    // ok: missing-timeout-javascript
    await fetch("/api/newsletter", { method: "POST", body: JSON.stringify({ email }) });
  };
  return { subscribe, setEmail };
}
