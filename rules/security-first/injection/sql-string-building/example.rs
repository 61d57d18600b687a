const COLUMNS: &str = "id, name, email";

async fn bound(pool: &PgPool, name: &str, ids: &[i64]) -> Result<(), Error> {
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    sqlx::query("SELECT * FROM users WHERE name = $1").bind(name).fetch_all(pool).await?;
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    sqlx::query("SELECT * FROM users WHERE name LIKE $1").bind(format!("%{name}%")).fetch_all(pool).await?;
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    sqlx::query(&format!("SELECT {COLUMNS} FROM users WHERE name = $1")).bind(name).fetch_all(pool).await?;
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    sqlx::query_as!(User, "SELECT * FROM users WHERE name = $1", name).fetch_one(pool).await?;
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    connection.execute("DELETE FROM users WHERE name = ?1", [format!("%{}%", name)])?;
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    diesel::sql_query("SELECT * FROM users WHERE name = $1").bind::<Text, _>(name).load(connection)?;
    let placeholders = ids.iter().map(|_| "?").collect::<Vec<_>>().join(",");
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    connection.prepare(&format!("SELECT * FROM users WHERE id IN ({placeholders})"))?;
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    client.get(&format!("https://users.internal/{name}")).send().await?;
    Ok(())
}

async fn a_number(pool: &PgPool, limit: i64) -> Result<(), Error> {
    let statement = format!("SELECT * FROM users LIMIT {}", limit);
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    sqlx::query(&statement).execute(pool).await?;
    Ok(())
}

async fn built(pool: &PgPool, name: &str) -> Result<(), Error> {
    // ruleid: sql-string-building-parameter-rust
    sqlx::query(&format!("SELECT * FROM users WHERE name = '{}'", name)).fetch_all(pool).await?;
    // ruleid: sql-string-building-parameter-rust
    sqlx::query_as::<_, User>(&format!("SELECT * FROM users WHERE name = '{name}'")).fetch_one(pool).await?;
    let statement = format!("SELECT * FROM users WHERE name = '{}'", name);
    // ruleid: sql-string-building-parameter-rust
    sqlx::query(&statement).execute(pool).await?;
    let joined = "SELECT * FROM users WHERE name = '".to_string() + name + "'";
    // ruleid: sql-string-building-parameter-rust
    sqlx::query(&joined).execute(pool).await?;
    let mut growing = String::from("SELECT * FROM users WHERE 1 = 1");
    growing.push_str(&format!(" AND name = '{}'", name));
    // ruleid: sql-string-building-parameter-rust
    sqlx::query(&growing).execute(pool).await?;
    // ruleid: sql-string-building-parameter-rust
    connection.execute(&format!("DELETE FROM users WHERE name = '{}'", name), [])?;
    // ruleid: sql-string-building-parameter-rust
    client.query(&format!("SELECT * FROM users WHERE name = '{}'", name), &[]).await?;
    // ruleid: sql-string-building-parameter-rust
    diesel::sql_query(format!("SELECT * FROM users WHERE name = '{}'", name)).load(connection)?;
    Ok(())
}

async fn a_call_inside(path: web::Path<String>, ids: &[i64]) -> Result<(), Error> {
    let marks = "?,".repeat(ids.len());
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    connection.prepare(&format!("SELECT * FROM users LIMIT {}", ids.len()))?;
    // ruleid: sql-string-building-rust
    connection.prepare(&format!("SELECT * FROM users WHERE name = '{}'", path.into_inner()))?;
    Ok(())
}
