use std::fs;

async fn both(store: &Store, order: &Order) {
    // ok: silent-handler-rust
    if let Ok(saved) = store.save(order).await {
        tracing::info!(saved.id, "saved");
    } else {
        tracing::error!("not saved");
    }
}

fn a_number(text: &str) {
    // ok: silent-handler-rust
    if let Ok(number) = text.parse::<u32>() {
        remember(number);
    }
}

fn from_the_environment() {
    // ok: silent-handler-rust
    if let Ok(region) = std::env::var("REGION") {
        remember(region);
    }
}

async fn only_the_good_case(store: &Store, order: &Order) {
    // ruleid: silent-handler-rust
    if let Ok(saved) = store.save(order).await {
        tracing::info!(saved.id, "saved");
    }
}

fn dropped(path: &Path, data: &[u8]) {
    // ruleid: silent-handler-rust
    fs::write(path, data).unwrap_or(());
    // ruleid: silent-handler-rust
    if fs::write(path, data).is_err() {}
}
