use rocket::get;
use rocket::response::content::RawHtml;

#[get("/hello/<name>")]
fn templated(name: &str) -> Template {
    // ok: html-from-input-rust
    Template::render("hello", context! { name })
}

#[get("/hello/<name>")]
fn hello(name: &str) -> RawHtml<String> {
    // ruleid: html-from-input-rust
    RawHtml(format!("<h1>Hello {name}</h1>"))
}
