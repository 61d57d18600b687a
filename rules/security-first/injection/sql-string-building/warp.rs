use diesel::sql_query;
use tokio_postgres::Client;
use warp::{Rejection, Reply};

async fn bound(name: String, client: Client) -> Result<impl Reply, Rejection> {
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    client.query("SELECT * FROM users WHERE name = $1", &[&name]).await
}

async fn request(client: reqwest::Client, builder: reqwest::RequestBuilder) -> Result<impl Reply, Rejection> {
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    client.execute(builder.build()?).await
}

async fn entity(name: String, db: DatabaseConnection) -> Result<impl Reply, Rejection> {
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    Users::find().filter(users::Column::Name.eq(name)).all(&db).await
}

async fn built(name: String, client: Client) -> Result<impl Reply, Rejection> {
    // ruleid: sql-string-building-rust
    client.query(&format!("SELECT * FROM users WHERE name = '{name}'"), &[]).await;
    // ruleid: sql-string-building-rust
    client.batch_execute(&name).await;
    // ruleid: sql-string-building-rust
    sql_query(format!("SELECT * FROM users WHERE name LIKE '%{}%'", name)).load(&mut conn);
    // ruleid: sql-string-building-rust
    db.execute(Statement::from_string(DbBackend::Postgres, format!("SELECT * FROM users WHERE name = '{}'", name))).await
}
