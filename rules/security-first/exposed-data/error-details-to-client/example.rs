use actix_web::{error::ErrorInternalServerError, HttpResponse};
use axum::{http::StatusCode, Json};

async fn own_text(store: &Store) -> HttpResponse {
    match store.all().await {
        Ok(orders) => HttpResponse::Ok().json(orders),
        Err(error) => {
            tracing::error!(%error, "load orders");
            // ok: error-details-to-client-rust
            HttpResponse::InternalServerError().body("orders are not available")
        }
    }
}

async fn of_the_caller(form: Form) -> HttpResponse {
    match form.check() {
        Ok(order) => HttpResponse::Ok().json(order),
        // ok: error-details-to-client-rust
        Err(error) => HttpResponse::BadRequest().body(error.to_string()),
    }
}

async fn with_an_id(store: &Store) -> (StatusCode, String) {
    // ok: error-details-to-client-rust
    (StatusCode::INTERNAL_SERVER_ERROR, format!("internal error {}", request_id))
}

async fn body(store: &Store) -> HttpResponse {
    match store.all().await {
        Ok(orders) => HttpResponse::Ok().json(orders),
        // ruleid: error-details-to-client-rust
        Err(error) => HttpResponse::InternalServerError().body(error.to_string()),
    }
}

async fn json_body(store: &Store) -> HttpResponse {
    match store.all().await {
        Ok(orders) => HttpResponse::Ok().json(orders),
        // ruleid: error-details-to-client-rust
        Err(e) => HttpResponse::InternalServerError().json(json!({ "error": e.to_string() })),
    }
}

async fn mapped(store: &Store) -> Result<HttpResponse, actix_web::Error> {
    // ruleid: error-details-to-client-rust
    let orders = store.all().await.map_err(|e| ErrorInternalServerError(e.to_string()))?;
    Ok(HttpResponse::Ok().json(orders))
}

async fn tuple(store: &Store) -> Result<Json<Vec<Order>>, (StatusCode, String)> {
    // ruleid: error-details-to-client-rust
    store.all().await.map(Json).map_err(|err| (StatusCode::INTERNAL_SERVER_ERROR, format!("orders: {err}")))
}

fn failed<S: ToString>(error: S) -> Response {
    // ok: error-details-to-client-rust
    (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response()
}
