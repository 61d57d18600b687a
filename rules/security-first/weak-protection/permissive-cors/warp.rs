use warp::Filter;

fn with_cookies() {
    // ok: permissive-cors-rust
    let listed = warp::cors().allow_origin("https://shop.example.org").allow_credentials(true);
    // ruleid: permissive-cors-rust
    let open = warp::cors().allow_any_origin().allow_credentials(true);
}
