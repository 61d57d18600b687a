use actix_web::HttpResponse;
use axum::{http::StatusCode, Json};

async fn not_found(store: &Store, id: i64) -> HttpResponse {
    match store.load(id).await {
        Ok(order) => HttpResponse::Ok().json(order),
        // ok: error-as-success-rust
        Err(error) => HttpResponse::InternalServerError().json(json!({ "error": "order" })),
    }
}

async fn optional(store: &Store, id: i64) -> (StatusCode, Json<Value>) {
    match store.load(id).await {
        Ok(order) => (StatusCode::OK, Json(json!(order))),
        // ok: error-as-success-rust
        Err(error) => (StatusCode::BAD_GATEWAY, Json(json!({ "error": error.code() }))),
    }
}

async fn propagated(store: &Store, id: i64) -> Result<Json<Order>, AppError> {
    // ok: error-as-success-rust
    Ok(Json(store.load(id).await?))
}

async fn load(store: &Store, id: i64) -> HttpResponse {
    match store.load(id).await {
        Ok(order) => HttpResponse::Ok().json(order),
        // ruleid: error-as-success-rust
        Err(error) => HttpResponse::Ok().json(json!({ "error": error.code() })),
    }
}

async fn save(store: &Store, order: Order) -> (StatusCode, Json<Value>) {
    match store.save(&order).await {
        Ok(()) => (StatusCode::OK, Json(json!({ "success": true }))),
        // ruleid: error-as-success-rust
        Err(_) => (StatusCode::OK, Json(json!({ "success": false }))),
    }
}

async fn reset(mail: &str) -> Result<HttpResponse, Error> {
    match User::by_mail(mail).await {
        Ok(user) => user.send_reset().await,
        // ok: error-as-success-rust
        Err(_) => {
            // always the same answer, so that nobody learns who has an account
            Ok(HttpResponse::Ok().finish())
        }
    }
}
