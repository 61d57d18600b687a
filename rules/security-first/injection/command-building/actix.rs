use actix_web::{get, post, web, HttpRequest, HttpResponse, Responder};
use std::collections::HashMap;
use std::process::Command;

const TOOLS: [&str; 2] = ["ping", "dig"];

async fn fixed(query: web::Query<Search>) -> impl Responder {
    // ok: command-building-rust, command-building-parameter-rust
    Command::new("ping").arg("-c").arg("1").arg("--").arg(&query.host).output()
}

async fn allowed(query: web::Query<Search>) -> impl Responder {
    let tool = query.into_inner().tool;
    if !TOOLS.contains(&tool.as_str()) {
        return HttpResponse::BadRequest().finish();
    }
    // ok: command-building-rust, command-building-parameter-rust
    Command::new(&tool).output()
}

async fn a_number(path: web::Path<u32>) -> impl Responder {
    // ok: command-building-rust, command-building-parameter-rust
    Command::new("sh").arg("-c").arg("sleep 1").output()
}

async fn whole(request: HttpRequest) -> impl Responder {
    let params: HashMap<String, String> = serde_urlencoded::from_str(request.query_string()).unwrap();
    let command = params.get("command").map(String::as_str).unwrap_or("ls");
    // ruleid: command-building-rust
    Command::new("sh").arg("-c").arg(command).output()
}

#[post("/run")]
async fn body(command: String) -> impl Responder {
    // ruleid: command-building-rust
    Command::new("bash").args(["-c", &command]).output()
}

async fn program(form: web::Form<Tool>) -> impl Responder {
    // ruleid: command-building-rust
    Command::new(&form.program).arg("--version").output()
}

async fn step_by_step(form: web::Form<Tool>) -> impl Responder {
    let mut command = Command::new("sh");
    command.arg("-c");
    // ruleid: command-building-rust
    command.arg(format!("convert {}", form.file));
    command.spawn()
}
