use rocket::get;
use rocket::response::Redirect;

#[get("/old/<id>")]
fn moved(id: u32) -> Redirect {
    // ok: open-redirect-rust
    Redirect::permanent(format!("/new/{id}"))
}

#[get("/go?<url>")]
fn go(url: String) -> Redirect {
    // ruleid: open-redirect-rust
    Redirect::to(url)
}
