use rocket::{get, post, form::Form};
use std::process::Command;

#[get("/ping/<address>")]
fn parsed(address: std::net::IpAddr) -> String {
    // ok: command-building-rust, command-building-parameter-rust
    Command::new("sh").arg("-c").arg("uptime").output()
}

#[get("/ping/<host>")]
fn ping(host: &str) -> String {
    // ok: command-building-rust, command-building-parameter-rust
    Command::new("ping").arg(host).output();
    // ruleid: command-building-rust
    Command::new("sh").arg("-c").arg(host).output();
    // ruleid: command-building-rust
    Command::new("sh").arg("-c").arg(format!("ping -c 1 {host}")).output()
}

#[post("/run", data = "<form>")]
fn run(form: Form<Run>) -> String {
    // ruleid: command-building-rust
    Command::new(form.program.as_str()).output()
}
