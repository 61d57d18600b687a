use actix_web::{web, HttpResponse};
use tracing::{info, warn};

async fn structured(form: web::Form<Login>) -> HttpResponse {
    // ok: log-injection-rust
    info!(user = form.name, "login");
    // ok: log-injection-rust
    warn!("login of {:?} failed", form.name);
    // ok: log-injection-rust
    info!("{} entries", form.names.len());
    HttpResponse::Ok().finish()
}

async fn written(form: web::Form<Login>) -> HttpResponse {
    // ruleid: log-injection-rust
    info!("login of {}", form.name);
    // ruleid: log-injection-rust
    log::warn!("login of {} failed", form.name);
    HttpResponse::Ok().finish()
}
