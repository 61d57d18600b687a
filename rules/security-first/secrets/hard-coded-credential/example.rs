// ok: hard-coded-credential-rust
const SEGMENT_API_KEY: &str = "Q7dmXPw03Lkz5TbNcRvy81HsJfGaUe2o";
// ok: hard-coded-credential-rust
const PASSWORD_FIELD: &str = "password1!";
// ruleid: hard-coded-credential-rust
const API_KEY: &str = "m4d3up5f1xtur3k3y7";
// ruleid: hard-coded-credential-rust
static JWT_SECRET: &str = "my-signing-words";

fn settings() {
    // ok: hard-coded-credential-rust
    let password = env::var("PASSWORD").unwrap();
    // ok: hard-coded-credential-rust
    let label = Config { label: "password: a1!bcd" };
    // ok: hard-coded-credential-rust
    let read = Config { password: env::var("PASSWORD")?, user: "app12345!" };
    // ok: hard-coded-credential-rust
    client.password(&password);
    // ok: hard-coded-credential-rust
    encode(&header, &claims, &EncodingKey::from_secret(key.as_ref()));
    // ruleid: hard-coded-credential-rust
    let password = "hunter2!";
    // ruleid: hard-coded-credential-rust
    let db_password: &str = "MadeUp4Fixture";
    // ruleid: hard-coded-credential-rust
    let password = String::from("MadeUp4Fixture");
    // ruleid: hard-coded-credential-rust
    let written = Config { password: "MadeUp4Fixture".to_string(), user: "app" };
    // ruleid: hard-coded-credential-rust
    client.password("MadeUp4Fixture");
    // ruleid: hard-coded-credential-rust
    let secret = env::var("JWT_SECRET").unwrap_or_else(|_| "supersecret".to_string());
    // ruleid: hard-coded-credential-rust
    encode(&header, &claims, &EncodingKey::from_secret("not-so-hidden".as_ref()));
}

// ok: hard-coded-credential-rust
pub const ATTR_TOKEN_SECRET: &str = "client_token_secret";
// ok: hard-coded-credential-rust
pub const ATTR_ES256_PRIVATE_KEY: &str = "jws_es256_private_key";

#[cfg(test)]
mod tests {
    #[test]
    fn logs_in() {
        // ok: hard-coded-credential-rust
        let password = "MadeUp6Fixture";
    }
}
