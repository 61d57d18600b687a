use axum::extract::Query;
use axum::response::Redirect;

const HOME: &str = "/home";

async fn fixed(Query(query): Query<Login>) -> Redirect {
    // ok: open-redirect-rust
    Redirect::to(HOME);
    // ok: open-redirect-rust
    Redirect::to(&format!("/users/{}", query.name));
    // ok: open-redirect-rust
    Redirect::to(&format!("{}?name={}", Urls::Login, query.name));
    // ok: open-redirect-rust
    Redirect::to(&format!("https://shop.example.org/orders?from={}", query.next))
}

async fn checked(Query(query): Query<Login>) -> Redirect {
    let next = query.next;
    if !next.starts_with('/') || next.starts_with("//") {
        return Redirect::to("/");
    }
    // ok: open-redirect-rust
    Redirect::to(&next)
}

async fn chosen(Query(query): Query<Login>) -> Redirect {
    // ruleid: open-redirect-rust
    Redirect::to(&query.next);
    // ruleid: open-redirect-rust
    Redirect::temporary(&format!("https://{}/home", query.host))
}
