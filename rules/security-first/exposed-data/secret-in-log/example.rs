use actix_web::web;
use tracing::{debug, info, warn};

fn careful(user: &User, password: &str, access_token: &str) {
    // ok: secret-in-log-rust
    info!(user = user.id, "password changed");
    // ok: secret-in-log-rust
    warn!("password of {} is too short", user.id);
    // ok: secret-in-log-rust
    debug!("token has {} characters", access_token.len());
    // ok: secret-in-log-rust
    info!("password_hash updated");
}

fn careless(user: &User, password: &str, access_token: &str, config: &Config) {
    // ruleid: secret-in-log-rust
    info!("login of {} with {}", user.name, password);
    // ruleid: secret-in-log-rust
    debug!("calling partner with {access_token}");
    // ruleid: secret-in-log-rust
    info!(password = %user.password, "login");
    // ruleid: secret-in-log-rust
    println!("key: {}", config.api_key);
}

fn gen_keys() {
    let private_key = encode(Keys::new().private());
    // ok: secret-in-log-rust
    println!("private key: {private_key}");
}
