registry.registerPath({
  path: "/login",
  request: {
    // ok: hard-coded-credential-javascript
    body: json(loginSchema, { email: "ada@example.com", password: "S3cure!Passw0rd" }),
  },
});
