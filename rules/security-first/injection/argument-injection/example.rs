use axum::extract::Query;
use std::process::Command;

async fn separated(Query(query): Query<Clone>) -> impl IntoResponse {
    // ok: argument-injection-rust
    Command::new("git").arg("clone").arg("--").arg(&query.url).output();
    // ok: argument-injection-rust
    Command::new("tar").arg("-xf").arg("backup.tar").output();
    // ok: argument-injection-rust
    Command::new("curl").arg(format!("https://files.example.org/{}", query.name)).output()
}

async fn checked(Query(query): Query<Clone>) -> impl IntoResponse {
    let branch = query.branch;
    if branch.starts_with('-') {
        return Err(BadRequest);
    }
    // ok: argument-injection-rust
    Command::new("git").arg("checkout").arg(&branch).status()
}

async fn taken(Query(query): Query<Clone>) -> impl IntoResponse {
    // ruleid: argument-injection-rust
    Command::new("git").arg("clone").arg(&query.url).output();
    // ruleid: argument-injection-rust
    Command::new("tar").args(["-xf", &query.file]).output();
    // ruleid: argument-injection-rust
    tokio::process::Command::new("curl").arg("-s").arg(query.url.as_str()).spawn()
}
