use axum::Router;
use tower_http::cors::{AllowOrigin, Any, CorsLayer};

fn public() -> CorsLayer {
    // ok: permissive-cors-rust
    CorsLayer::permissive()
}

fn open_without_credentials() -> CorsLayer {
    // ok: permissive-cors-rust
    CorsLayer::new().allow_origin(Any).allow_methods([Method::GET])
}

fn listed(origin: HeaderValue) -> CorsLayer {
    // ok: permissive-cors-rust
    CorsLayer::new().allow_origin(origin).allow_credentials(true)
}

fn everybody() -> CorsLayer {
    // ruleid: permissive-cors-rust
    CorsLayer::very_permissive()
}

fn mirrored() -> CorsLayer {
    // ruleid: permissive-cors-rust
    CorsLayer::new().allow_credentials(true).allow_origin(AllowOrigin::mirror_request())
}
