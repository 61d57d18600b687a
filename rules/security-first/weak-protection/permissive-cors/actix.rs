use actix_cors::Cors;

fn listed() -> Cors {
    // ok: permissive-cors-rust
    Cors::default().allowed_origin("https://shop.example.org").supports_credentials()
}

fn anybody_without_cookies() -> Cors {
    // ok: permissive-cors-rust
    Cors::default().allow_any_origin().allowed_methods(["GET"])
}

fn methods() -> Cors {
    // ok: permissive-cors-rust
    Cors::default().allow_any_method()
}

fn anybody() -> Cors {
    // ruleid: permissive-cors-rust
    Cors::permissive()
}

fn with_cookies() -> Cors {
    // ruleid: permissive-cors-rust
    Cors::default().allow_any_origin().allowed_methods(["GET"]).supports_credentials()
}
