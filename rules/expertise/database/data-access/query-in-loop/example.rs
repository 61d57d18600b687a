use diesel::prelude::*;
use sqlx::PgPool;

async fn at_once(pool: &PgPool, ids: &[i64]) -> Result<Vec<Order>> {
    // ok: query-in-loop-rust
    let orders = sqlx::query_as("SELECT * FROM orders WHERE id = ANY($1)").bind(ids).fetch_all(pool).await?;
    for order in &orders {
        // ok: query-in-loop-rust
        order.check()?;
    }
    for part in ids.chunks(500) {
        // ok: query-in-loop-rust
        sqlx::query_as("SELECT * FROM orders WHERE id = ANY($1)").bind(part).fetch_all(pool).await?;
    }
    Ok(orders)
}

async fn one_by_one(pool: &PgPool, ids: &[i64]) -> Result<Vec<Order>> {
    let mut orders = Vec::new();
    for id in ids {
        // ruleid: query-in-loop-rust
        orders.push(sqlx::query_as("SELECT * FROM orders WHERE id = $1").bind(id).fetch_one(pool).await?);
    }
    Ok(orders)
}

fn with_diesel(conn: &mut PgConnection, list: &[Order]) -> Result<()> {
    for order in list {
        // ruleid: query-in-loop-rust
        let customer = customers::table.find(order.customer_id).first::<Customer>(conn)?;
    }
    Ok(())
}

async fn with_postgres(client: &tokio_postgres::Client, ids: &[i64]) -> Result<()> {
    for id in ids {
        // ruleid: query-in-loop-rust
        let row = client.query_one("SELECT name FROM users WHERE id = $1", &[id]).await?;
    }
    Ok(())
}
