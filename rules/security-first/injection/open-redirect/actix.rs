use actix_web::http::header;
use actix_web::{web, HttpRequest, HttpResponse};

async fn back(request: HttpRequest) -> HttpResponse {
    let target = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or("/");
    // ok: open-redirect-rust
    HttpResponse::SeeOther().append_header((header::LOCATION, target)).finish()
}

async fn other_header(query: web::Query<Login>) -> HttpResponse {
    // ok: open-redirect-rust
    HttpResponse::Ok().append_header(("x-next", query.next.as_str())).finish()
}

async fn next(query: web::Query<Login>) -> HttpResponse {
    // ruleid: open-redirect-rust
    HttpResponse::Found().append_header(("Location", query.next.as_str())).finish()
}

async fn found(query: web::Query<Login>) -> HttpResponse {
    // ruleid: open-redirect-rust
    HttpResponse::Found().insert_header((header::LOCATION, query.next.clone())).finish()
}

async fn to_route(path: web::Path<String>) -> HttpResponse {
    let key = path.into_inner();
    // ok: open-redirect-rust
    HttpResponse::Found().insert_header((header::LOCATION, crate::PAGES.site.edit(&key))).finish()
}
