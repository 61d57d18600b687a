use rand::rngs::{OsRng, SmallRng, StdRng};
use rand::{Rng, RngCore, SeedableRng};

fn strong() -> String {
    let mut bytes = [0u8; 32];
    OsRng.fill_bytes(&mut bytes);
    // ok: insecure-randomness-rust
    let token = hex::encode(bytes);
    token
}

fn a_game() -> u32 {
    // ok: insecure-randomness-rust
    let dice = fastrand::u32(1..7);
    // ok: insecure-randomness-rust
    let mut level = StdRng::seed_from_u64(42);
    dice + level.gen_range(0..3)
}

fn delay() -> Duration {
    // ok: insecure-randomness-rust
    let jitter = SmallRng::from_entropy().gen_range(0..100);
    Duration::from_millis(jitter)
}

fn weak() -> String {
    // ruleid: insecure-randomness-rust
    let reset_token: String = std::iter::repeat_with(fastrand::alphanumeric).take(32).collect();
    // ruleid: insecure-randomness-rust
    let session_id = SmallRng::from_entropy().gen::<u64>();
    reset_token
}

fn generate_password() -> String {
    // ruleid: insecure-randomness-rust
    format(fastrand::u64(..))
}

fn encryption_key() -> [u8; 32] {
    let mut key = [0u8; 32];
    // ruleid: insecure-randomness-rust
    let mut rng = StdRng::seed_from_u64(42);
    rng.fill_bytes(&mut key);
    key
}
