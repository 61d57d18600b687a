use actix_web::{web, HttpResponse};

async fn limited(body: web::Bytes) -> HttpResponse {
    // ok: unsafe-deserialization-rust
    let order: Order = serde_json::from_slice(&body)?;
    // ok: unsafe-deserialization-rust
    let archived = rkyv::check_archived_root::<Order>(&body)?;
    // ok: unsafe-deserialization-rust
    let kept: Order = bincode::deserialize(&file_content)?;
    HttpResponse::Ok().finish()
}

async fn trusted(body: web::Bytes) -> HttpResponse {
    // ruleid: unsafe-deserialization-rust
    let order: Order = bincode::deserialize(&body)?;
    // ruleid: unsafe-deserialization-rust
    let archived = unsafe { rkyv::archived_root::<Order>(&body) };
    // ruleid: unsafe-deserialization-rust
    let pickled: Order = serde_pickle::from_slice(&body, Default::default())?;
    HttpResponse::Ok().finish()
}
