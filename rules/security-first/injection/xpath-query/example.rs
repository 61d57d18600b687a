use actix_web::{web, HttpResponse};
use sxd_xpath::{Context, Factory};

async fn bound(query: web::Query<Search>) -> HttpResponse {
    let factory = Factory::new();
    // ok: xpath-query-rust
    let xpath = factory.build("//user[@name = $name]")?;
    let mut context = Context::new();
    // ok: xpath-query-rust
    context.set_variable("name", query.name.as_str());
    // ok: xpath-query-rust
    sxd_xpath::evaluate_xpath(&document, "count(//user)");
    HttpResponse::Ok().finish()
}

async fn built(query: web::Query<Search>) -> HttpResponse {
    let factory = Factory::new();
    // ruleid: xpath-query-rust
    let xpath = factory.build(&format!("//user[@name = '{}']", query.name))?;
    // ruleid: xpath-query-rust
    sxd_xpath::evaluate_xpath(&document, &query.path);
    HttpResponse::Ok().finish()
}
