use aes_gcm::{aead::Aead, Aes256Gcm, Key, KeyInit, Nonce};
use jsonwebtoken::EncodingKey;
use ring::{aead, hmac};

const STORED_KEY: [u8; 32] = *b"a4f1c02b77d94e6f9b1c8e0d3a5f6172";

fn from_the_store(secrets: &Secrets) -> Aes256Gcm {
    let bytes = secrets.get("orders-key");
    // ok: hard-coded-crypto-key-rust
    let key = Key::<Aes256Gcm>::from_slice(&bytes);
    // ok: hard-coded-crypto-key-rust
    let cipher = Aes256Gcm::new(key);
    cipher
}

fn from_the_environment() -> EncodingKey {
    let secret = std::env::var("JWT_SIGNING_KEY").expect("JWT_SIGNING_KEY is set");
    // ok: hard-coded-crypto-key-rust
    EncodingKey::from_secret(secret.as_bytes())
}

fn drawn() -> Nonce {
    let mut bytes = [0u8; 12];
    OsRng.fill_bytes(&mut bytes);
    // ok: hard-coded-crypto-key-rust
    *Nonce::from_slice(&bytes)
}

fn constant_key(text: &[u8]) -> Vec<u8> {
    let bytes = [7u8; 32];
    // ruleid: hard-coded-crypto-key-rust
    let key = Key::<Aes256Gcm>::from_slice(&bytes);
    // ruleid: hard-coded-crypto-key-rust
    let nonce = Nonce::from_slice(&[0u8; 12]);
    Aes256Gcm::new(key).encrypt(nonce, text)
}

fn constant_of_the_file() -> Aes256Gcm {
    // ruleid: hard-coded-crypto-key-rust
    Aes256Gcm::new_from_slice(&STORED_KEY)
}

fn text_as_key() -> hmac::Key {
    let words = "b7e1c4d09af35e62";
    // ruleid: hard-coded-crypto-key-rust
    hmac::Key::new(hmac::HMAC_SHA256, words.as_bytes())
}

fn from_settings() -> Result<cookie::Key, Error> {
    // ok: hard-coded-crypto-key-rust
    Ok(cookie::Key::derive_from(required_var("COOKIE_SIGNATURE")?.as_bytes()))
}

#[cfg(any(test, debug_assertions))]
fn for_developers() -> Aes256Gcm {
    let bytes = b"thirty-two bytes for developers!";
    // ok: hard-coded-crypto-key-rust
    Aes256Gcm::new_from_slice(bytes).unwrap()
}

mod other_tests {
    const TEST_KEY: &[u8] = &[1; 64];

    fn signed() -> cookie::Key {
        // ok: hard-coded-crypto-key-rust
        cookie::Key::from(TEST_KEY)
    }
}
