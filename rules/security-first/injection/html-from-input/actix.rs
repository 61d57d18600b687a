use actix_web::{web, HttpResponse};

async fn plain(query: web::Query<Search>) -> HttpResponse {
    // ok: html-from-input-rust
    HttpResponse::Ok().content_type("text/plain").body(query.text.clone())
}

async fn cleaned(query: web::Query<Search>) -> HttpResponse {
    // ok: html-from-input-rust
    HttpResponse::Ok().content_type("text/html").body(ammonia::clean(&query.text))
}

async fn fixed() -> HttpResponse {
    // ok: html-from-input-rust
    HttpResponse::Ok().content_type("text/html").body("<h1>Hello</h1>")
}

async fn written(query: web::Query<Search>) -> HttpResponse {
    // ruleid: html-from-input-rust
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(format!("<p>{}</p>", query.text))
}

async fn trimmed(query: web::Query<Search>) -> HttpResponse {
    let text = query.text.trim();
    // ruleid: html-from-input-rust
    HttpResponse::Ok().content_type("text/html").body(format!("<p>{text}</p>"))
}
