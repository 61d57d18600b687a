use axum::extract::Query;
use axum::response::Html;
use warp::{Filter, Rejection, Reply};

async fn escaped(Query(query): Query<Search>) -> impl IntoResponse {
    // ok: html-from-input-rust
    Html(format!("<h1>{}</h1>", html_escape::encode_text(&query.text)));
    // ok: html-from-input-rust
    Html(Page { text: &query.text }.render()?);
    // ok: html-from-input-rust
    Json(json!({ "text": query.text }))
}

async fn a_number(Query(query): Query<Search>) -> impl IntoResponse {
    // ok: html-from-input-rust
    Html(format!("<h1>Page {}</h1>", query.page))
}

async fn written(Query(query): Query<Search>) -> impl IntoResponse {
    // ruleid: html-from-input-rust
    Html(format!("<h1>{}</h1>", query.text))
}

async fn hello(name: String) -> Result<impl Reply, Rejection> {
    // ruleid: html-from-input-rust
    Ok(warp::reply::html(format!("<h1>Hello {name}</h1>")))
}
