use std::fs;

fn passed_on(path: &Path, data: &[u8]) -> std::io::Result<()> {
    // ok: discarded-error-rust
    fs::write(path, data)?;
    Ok(())
}

fn told_nobody(sender: &Sender<Event>, event: Event) {
    // ok: discarded-error-rust
    let _ = sender.send(event);
}

fn set_up() {
    // ok: discarded-error-rust
    dotenvy::dotenv().ok();
    // ok: discarded-error-rust
    let _ = tracing_subscriber::fmt().try_init();
}

fn converted(store: &Store, id: &str) -> Option<Order> {
    // ok: discarded-error-rust
    let order = store.load_order(id).ok();
    // ok: discarded-error-rust
    order.or_else(|| store.load_old_order(id).ok())
}

fn infallible(text: &mut String) {
    // ok: discarded-error-rust
    let _ = writeln!(text, "total");
}

fn documented(cache: &Cache) {
    // the cache is only a hint, requests fill it
    // ok: discarded-error-rust
    let _kept = cache.load_all();
}

impl Drop for Store {
    fn drop(&mut self) {
        // ok: discarded-error-rust
        let _ = self.file.flush_all();
    }
}

fn write(path: &Path, data: &[u8]) {
    // ruleid: discarded-error-rust
    let _ = fs::write(path, data);
}

async fn save(store: &Store, order: &Order) {
    // ruleid: discarded-error-rust
    let _ = store.save_order(order.id(), &order.clone()).await;
}

fn charge(gateway: &Gateway, order: &Order) {
    // ruleid: discarded-error-rust
    gateway.charge(order).ok();
}

async fn insert(pool: &Pool, order: &Order) {
    // ruleid: discarded-error-rust
    let _ = sqlx::query("insert into orders values ($1)").bind(order.id).execute(pool).await;
}

async fn both(store: &Store, order: &Order) -> Result<(), Error> {
    // Stores refuse an update without a change, so ignore what they say.
    // ok: discarded-error-rust
    store
        .update_note(order.id, order.note())
        .await
        .ok();
    if let Err(cause) = store.save_order(order).await {
        // ok: discarded-error-rust
        let _ = store.save_last_error(order.id, cause.to_string()).await;
        return Err(cause);
    }
    if order.is_broken() {
        // ok: discarded-error-rust
        store.delete_order(order).await.ok();
        bail!("the order is broken");
    }
    // ok: discarded-error-rust
    let _ = verify(order.password(), "$2b$10$abcdefghijklmnopqrstuv");
    // ok: discarded-error-rust
    sql_query("DROP TABLE IF EXISTS orders_before").execute(store).await.ok();
    // ruleid: discarded-error-rust
    store.delete_order(order).await.ok();
    Ok(())
}

/// Writes the last order beside the database. Ignores all errors.
///
/// Nothing reads it but people.
fn remember(order: &Order) {
    if order.is_paid() {
        // ok: discarded-error-rust
        let _ = fs::write("last-order", order.id());
    }
}

fn keep_local(connection: &Connection) {
    // ok: discarded-error-rust
    *LOCAL.write().unwrap() = Settings::read_uncached(connection).ok();
}

fn tell_by_mail(mailer: &mut Mailer, message: Message) {
    // ok: discarded-error-rust
    mailer.deliver(message).map_err(|_| warn!("the mail did not go out")).ok();
}

async fn hand_on(outbox: &Outbox, message: Message) {
    // ok: discarded-error-rust
    let _ = outbox.send_async(message).await;
}

fn tidied(folder: &Path, mut stdout: Stdout, mut stream: TcpStream) {
    // ok: discarded-error-rust
    let _ = std::fs::remove_dir_all(folder);
    // ok: discarded-error-rust
    let _ = stdout.write_all(b"done");
    // ok: discarded-error-rust
    let _ = stream.write_all(b"bye");
}

#[cfg(test)]
mod order_tests {
    fn prepared(store: &Store) {
        // ok: discarded-error-rust
        let _ = store.save_order(order());
    }
}

fn counted(shop: &Shop) {
    // ok: discarded-error-rust
    shop.metrics.increase("orders").ok();
    // ok: discarded-error-rust
    log_bridge::init_with_level(Level::Error).ok();
}
