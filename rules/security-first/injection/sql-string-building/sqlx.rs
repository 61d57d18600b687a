use axum::extract::{Json, Query, State};
use sqlx::{AssertSqlSafe, PgPool, QueryBuilder};
use std::fmt::Write;

async fn pushed(State(pool): State<PgPool>, Query(query): Query<Search>) -> Result<()> {
    let mut builder = QueryBuilder::new("SELECT * FROM users WHERE name = ");
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    builder.push_bind(&query.name);
    let mut query_builder = QueryBuilder::new("SELECT * FROM users");
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    query_builder.push(" WHERE active");
    // ruleid: sql-string-building-rust
    query_builder.push(format!(" AND name = '{}'", query.name));
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    sqlx::query(AssertSqlSafe(format!("DROP TABLE {}", self.table_name()))).execute(&pool).await?;
    // ruleid: sql-string-building-rust
    sqlx::query(AssertSqlSafe(format!("SELECT * FROM {}", query.table))).execute(&pool).await?;
    Ok(())
}

async fn maintenance(pool: &PgPool, table: &str, index: &Index) -> Result<()> {
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    sqlx::query(&format!("ALTER TABLE {table} DROP CONSTRAINT {}", index.name)).execute(pool).await?;
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    sqlx::query(&format!("SELECT id FROM {}.entries", self.schema())).execute(pool).await?;
    Ok(())
}

async fn emptied(pool: &PgPool, table: &str) -> Result<()> {
    let sql = format!("DELETE FROM {table}");
    // ok: sql-string-building-rust, sql-string-building-parameter-rust
    sqlx::query(AssertSqlSafe(sql)).execute(pool).await?;
    Ok(())
}

async fn written(State(pool): State<PgPool>, Json(body): Json<Search>) -> Result<()> {
    let mut sql = String::from("SELECT * FROM users WHERE active");
    write!(sql, " AND name = '{}'", body.name)?;
    // ruleid: sql-string-building-parameter-rust
    sqlx::query_as::<_, User>(&sql).fetch_all(&pool).await?;
    let start = "SELECT * FROM users WHERE name = '".to_owned();
    let joined = start + &body.name + "'";
    // ruleid: sql-string-building-rust
    sqlx::raw_sql(&joined).execute(&pool).await?;
    Ok(())
}
