use std::process::Command;

const FOLDER: &str = "/srv/data";

async fn arguments(host: &str) {
    // ok: command-building-rust, command-building-parameter-rust
    Command::new("ping").arg(host).output();
    // ok: command-building-rust, command-building-parameter-rust
    Command::new("ping").arg(format!("{}.internal", host)).output();
    // ok: command-building-rust, command-building-parameter-rust
    Command::new("sh").arg("-c").arg("ls -l").output();
    // ok: command-building-rust, command-building-parameter-rust
    Command::new("sh").arg("-c").arg(format!("ls {}", FOLDER)).output();
    // ok: command-building-rust, command-building-parameter-rust
    Command::new("sh").arg("-c").arg(format!("ls {}", shell_escape::escape(host.into()))).output();
}

async fn built(host: &str, Query(query): Query<Search>) {
    // ruleid: command-building-parameter-rust
    Command::new("sh").arg("-c").arg(format!("ping {}", host)).output();
    // ruleid: command-building-parameter-rust
    Command::new("sh").arg("-c").arg(&format!("ping {host}")).output();
    // ruleid: command-building-parameter-rust
    Command::new("sh").arg("-c").arg("ping ".to_string() + host).output();
    // ruleid: command-building-rust
    tokio::process::Command::new("bash").args(["-c", &format!("ls {}", query.folder)]).output().await;
    let command = format!("ls {}", query.folder);
    // ruleid: command-building-rust
    Command::new("/bin/sh").arg("-c").arg(&command).spawn();
}
