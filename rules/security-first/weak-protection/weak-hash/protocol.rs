use md5::{Digest, Md5};

/// CRAM-MD5, as old mail servers ask for it.
fn answer(password: &str) -> Vec<u8> {
    // ok: weak-hash-rust
    Md5::digest(password).to_vec()
}
