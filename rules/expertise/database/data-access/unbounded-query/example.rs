use axum::extract::{Query, State};
use sqlx::PgPool;

async fn page(State(pool): State<PgPool>, Query(page): Query<Page>) -> Result<Json<Vec<Order>>> {
    // ok: unbounded-query-rust
    let orders = sqlx::query_as("SELECT * FROM orders ORDER BY id LIMIT $1").bind(page.limit).fetch_all(&pool).await?;
    Ok(Json(orders))
}

async fn mine(State(pool): State<PgPool>, user: User) -> Result<Json<Vec<Order>>> {
    // ok: unbounded-query-rust
    let orders = sqlx::query_as("SELECT * FROM orders WHERE user_id = $1").bind(user.id).fetch_all(&pool).await?;
    Ok(Json(orders))
}

async fn job(pool: &PgPool) -> Result<Vec<Order>> {
    // ok: unbounded-query-rust
    sqlx::query_as("SELECT * FROM orders").fetch_all(pool).await
}

async fn all(State(pool): State<PgPool>) -> Result<Json<Vec<Order>>> {
    // ruleid: unbounded-query-rust
    let orders = sqlx::query_as::<_, Order>("SELECT * FROM orders ORDER BY id").fetch_all(&pool).await?;
    Ok(Json(orders))
}

async fn every_user(State(db): State<DatabaseConnection>) -> Result<Json<Vec<User>>> {
    // ruleid: unbounded-query-rust
    Ok(Json(Users::find().all(&db).await?))
}
