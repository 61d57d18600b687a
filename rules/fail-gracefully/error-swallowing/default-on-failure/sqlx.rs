use sqlx::PgPool;
use std::fs;

async fn passed_on(pool: &PgPool) -> Result<Vec<Order>, sqlx::Error> {
    // ok: default-on-failure-rust
    sqlx::query_as("SELECT * FROM orders").fetch_all(pool).await
}

fn from_the_environment() -> String {
    // ok: default-on-failure-rust
    std::env::var("REGION").unwrap_or_default()
}

async fn error_text(response: reqwest::Response) -> Error {
    // ok: default-on-failure-rust
    let text = response.text().await.unwrap_or_default();
    Error::Partner(text)
}

fn optional(order: &Order) -> u32 {
    // ok: default-on-failure-rust
    order.discount.unwrap_or(0)
}

async fn orders(pool: &PgPool) -> Vec<Order> {
    // ruleid: default-on-failure-rust
    sqlx::query_as("SELECT * FROM orders").fetch_all(pool).await.unwrap_or_default()
}

fn settings(path: &Path) -> String {
    // ruleid: default-on-failure-rust
    fs::read_to_string(path).unwrap_or_default()
}

async fn stock(client: &Client) -> Vec<Item> {
    // ruleid: default-on-failure-rust
    client.get(STOCK).send().await?.json().await.unwrap_or_else(|_| Vec::new())
}

async fn user(pool: &PgPool, id: i64) -> Option<User> {
    // ruleid: default-on-failure-rust
    sqlx::query_as("SELECT * FROM users WHERE id = $1").bind(id).fetch_optional(pool).await.ok().flatten()
}

async fn total(store: &Store, id: i64) -> Result<u64, Error> {
    // ok: default-on-failure-rust
    let total = store.load_total(id).await?.map(|total| total.cents).unwrap_or(0);
    // ok: default-on-failure-rust
    let preview = fetch_page_preview(id).await.unwrap_or_default();
    // ruleid: default-on-failure-rust
    let stock = store.load_stock(id).await.unwrap_or_default();
    Ok(total + stock + preview.cost)
}

fn chosen(orders: Orders) -> impl Iterator<Item = Result<Order, Error>> {
    orders.filter(|order| match order {
        Ok(order) => order.is_paid(),
        // ok: default-on-failure-rust
        Err(_) => true,
    })
}

fn memory() -> Option<u64> {
    match resident_size() {
        Ok(size) => Some(size),
        // ok: default-on-failure-rust
        Err(_) => None, // said once at the start already
    }
}

fn id(bytes: &[u8]) -> Option<Uuid> {
    match Uuid::from_slice(bytes) {
        Ok(id) => Some(id),
        // ok: default-on-failure-rust
        Err(_) => None,
    }
}
