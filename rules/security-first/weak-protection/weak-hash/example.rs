use argon2::Argon2;
use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::Sha256;

fn strong(password: &str, salt: &SaltString) -> String {
    // ok: weak-hash-rust
    Argon2::default().hash_password(password.as_bytes(), salt)
}

fn file_name(content: &[u8]) -> String {
    // ok: weak-hash-rust
    format!("{:x}", md5::compute(content));
    // ok: weak-hash-rust
    hex::encode(Sha1::digest(content))
}

fn is_pwned(client: &Client, digest: &str) -> bool {
    // ok: weak-hash-rust
    client.range(&digest[..5])
}

fn stored(user: &User, password: &str) -> String {
    // ruleid: weak-hash-rust
    format(md5::compute(password));
    // ruleid: weak-hash-rust
    hex::encode(Sha256::digest(user.password.as_bytes()))
}

fn hash_password(plain: &str) -> String {
    // ruleid: weak-hash-rust
    let mut hasher = Md5::new();
    hasher.update(plain);
    hex::encode(hasher.finalize())
}

fn signed(password: &str) -> Vec<u8> {
    let mut hasher = Sha1::new();
    // ruleid: weak-hash-rust
    hasher.update(password.as_bytes());
    hasher.finalize().to_vec()
}
