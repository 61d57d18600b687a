use anyhow::Context;
use std::fs;

fn kept(path: &Path) -> Result<String, Error> {
    // ok: lost-cause-rust
    fs::read_to_string(path).map_err(|source| Error::Settings { path: path.into(), source })?;
    // ok: lost-cause-rust
    fs::read_to_string(path).context("read the settings")
}

fn number(text: &str) -> Result<u32, Error> {
    // ok: lost-cause-rust
    text.parse().map_err(|_| Error::NotANumber)
}

fn told(sender: &Sender<Event>) -> Result<(), Error> {
    // ok: lost-cause-rust
    sender.send(Event::Stop).map_err(|_| Error::Closed)
}

fn read(path: &Path) -> Result<String, Error> {
    // ruleid: lost-cause-rust
    fs::read_to_string(path).map_err(|_| Error::Settings)
}

async fn order(pool: &PgPool, id: i64) -> Result<Order, Error> {
    // ruleid: lost-cause-rust
    sqlx::query_as("SELECT * FROM orders WHERE id = $1").bind(id).fetch_one(pool).await.map_err(|_| Error::Database)
}

async fn charge(gateway: &Gateway, order: &Order) -> Result<Receipt, Error> {
    // ruleid: lost-cause-rust
    let receipt = gateway.charge(order).await.ok().ok_or(Error::Payment)?;
    let saved = match store.save(&receipt).await {
        Ok(saved) => saved,
        // ruleid: lost-cause-rust
        Err(_) => return Err(Error::Store),
    };
    Ok(saved)
}

async fn asked(mail_sender: &Sender<Mail>, mail: Mail) -> Result<(), Error> {
    // ok: lost-cause-rust
    mail_sender.send(mail).await.map_err(|_| Error::NobodyListens)
}

async fn tick(queue: &Queue) -> Result<(), SendError<()>> {
    // ok: lost-cause-rust
    queue.inner.send(Event::Tick).await.map_err(|_| SendError(()))
}

fn checked(token: &str, key: &Key) -> Result<Claims, Error> {
    // ok: lost-cause-rust
    Verify::verify_with_key(token, key).map_err(|_| Error::Unauthorized)
}

impl fmt::Debug for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        // ok: lost-cause-rust
        let text = serde_json::to_string_pretty(&self).map_err(|_| fmt::Error)?;
        write!(f, "{text}")
    }
}
