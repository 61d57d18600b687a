use rocket::{form::Form, get, post, State};
use rusqlite::Connection;

#[get("/users/<name>")]
fn bound(name: &str, db: &State<Db>) -> Json<User> {
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    db.conn.query_row("SELECT * FROM users WHERE name = ?1", [name], User::from_row)
}

#[get("/users?<limit>")]
fn limited(limit: u32, db: &State<Db>) -> Json<User> {
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    db.conn.prepare(&format!("SELECT * FROM users LIMIT {limit}"))
}

#[get("/users/<sort>")]
fn sorted(sort: &str, conn: Connection) -> Json<User> {
    let column = match sort {
        "name" => "name",
        _ => "id",
    };
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    conn.prepare(&format!("SELECT * FROM users ORDER BY {column}"));
    // ruleid: sql-string-building-rust
    conn.prepare(&format!("SELECT * FROM users ORDER BY {sort}"))
}

#[post("/query", data = "<form>")]
fn console(form: Form<Statement>, conn: Connection) -> String {
    // ruleid: sql-string-building-rust
    conn.execute_batch(&form.sql)
}
