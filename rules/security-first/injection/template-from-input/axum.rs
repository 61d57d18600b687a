use axum::extract::{Json, State};
use tera::{Context, Tera};

async fn page(State(app): State<App>, Json(body): Json<Letter>) -> impl IntoResponse {
    let mut context = Context::new();
    context.insert("name", &body.name);
    // ok: template-from-input-rust
    app.tera.render("letter.html", &context);
    // ok: template-from-input-rust
    Tera::one_off("Dear {{ name }}", &context, true);
    // ok: template-from-input-rust
    app.handlebars.render_template("Dear {{name}}", &json!({ "name": body.name }))
}

async fn preview(State(app): State<App>, Json(body): Json<Letter>) -> impl IntoResponse {
    let mut context = Context::new();
    // ruleid: template-from-input-rust
    Tera::one_off(&body.template, &context, true);
    // ruleid: template-from-input-rust
    app.tera.render_str(&body.template, &context);
    // ruleid: template-from-input-rust
    app.handlebars.render_template(&body.template, &())
}
