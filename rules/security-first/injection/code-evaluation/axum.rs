use axum::extract::{Json, Query, State};
use mlua::Lua;
use rhai::Engine;

const GREETING: &str = "return 'hello ' .. name";

async fn greet(State(app): State<App>, Query(query): Query<Greeting>) -> impl IntoResponse {
    let lua = Lua::new();
    lua.globals().set("name", query.name.clone())?;
    // ok: code-evaluation-rust
    let text: String = lua.load(GREETING).eval()?;
    // ok: code-evaluation-rust
    let stored: String = lua.load(&app.scripts.greeting).eval()?;
    text
}

async fn price(Json(body): Json<Order>) -> impl IntoResponse {
    let engine = Engine::new();
    let mut scope = rhai::Scope::new();
    scope.push("amount", body.amount);
    // ok: code-evaluation-rust
    engine.eval_with_scope::<f64>(&mut scope, "amount * 1.19")
}

async fn run(Json(body): Json<Script>) -> impl IntoResponse {
    let lua = Lua::new();
    // ruleid: code-evaluation-rust
    lua.load(&body.source).exec()?;
    let engine = Engine::new();
    // ruleid: code-evaluation-rust
    let result = engine.eval::<i64>(&body.formula)?;
    // ruleid: code-evaluation-rust
    let value = evalexpr::eval_with_context_mut(&body.formula, &mut context)?;
    result
}
