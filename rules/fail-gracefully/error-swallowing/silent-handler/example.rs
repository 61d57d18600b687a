use std::io::ErrorKind;

fn passed_on(store: &Store, order: &Order) -> Result<(), Error> {
    // ok: silent-handler-rust
    store.save(order)?;
    Ok(())
}

fn logged(store: &Store, order: &Order) {
    match store.save(order) {
        Ok(()) => {}
        // ok: silent-handler-rust
        Err(error) => tracing::error!(%error, order = order.id, "save order"),
    }
}

fn narrow(path: &Path) -> Result<(), Error> {
    match std::fs::remove_file(path) {
        Ok(()) => {}
        // ok: silent-handler-rust
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

fn one_kind(receiver: &Receiver<Order>) {
    match receiver.try_recv() {
        Ok(order) => handle(order),
        // ok: silent-handler-rust
        Err(TryRecvError::Empty) => {}
        Err(TryRecvError::Disconnected) => stop(),
    }
}

fn documented(cache: &Cache) {
    // ok: silent-handler-rust
    if let Err(_) = cache.warm() {
        // The cache is only a hint; requests fill it.
    }
}

fn warned(cache: &Cache) {
    // ok: silent-handler-rust
    if let Err(error) = cache.warm() {
        tracing::warn!(%error, "warm cache");
    }
}

fn silent(store: &Store, order: &Order) {
    match store.save(order) {
        Ok(()) => tracing::info!("saved"),
        // ruleid: silent-handler-rust
        Err(_) => {}
    }
}

fn unit(store: &Store, order: &Order) {
    match store.save(order) {
        Ok(()) => tracing::info!("saved"),
        // ruleid: silent-handler-rust
        Err(_error) => (),
    }
}

fn skipped(store: &Store, orders: &[Order]) {
    for order in orders {
        match store.save(order) {
            Ok(()) => tracing::info!("saved"),
            // ruleid: silent-handler-rust
            Err(_) => continue,
        }
    }
}

fn checked_and_dropped(store: &Store, order: &Order) {
    // ruleid: silent-handler-rust
    if let Err(_) = store.save(order) {
        // ignore
    }
}

fn tags(tags: &mut Vec<String>) {
    // ok: silent-handler-rust
    if let Ok(commit) = build_details::commit() {
        tags.push(commit);
    }
}

fn read_settings_beside() {
    // ok: silent-handler-rust
    if let Ok(settings) = Settings::load_from_file(".env") {
        settings.apply();
    }
}

fn told(breaker: &Breaker, store: &Store, order: &Order) -> Result<()> {
    let result = store.save(order);
    match &result {
        Ok(_) => breaker.closed(),
        // ok: silent-handler-rust
        Err(_) => {}
    }
    result
}

impl Register {
    fn number(&mut self, order: Order) -> u32 {
        // ok: silent-handler-rust
        if let Ok(number) = self.update_order(order.clone()) {
            trace!("it was there with number {}", &number);
            return number;
        }
        self.add_order(order)
    }
}

fn method_or_kind(text: &str) -> Kind {
    match Method::from_str(text) {
        // ok: silent-handler-rust
        Ok(Method::Unknown(_)) | Err(_) => {}
        Ok(method) => return method.into(),
    }
    Kind::Unknown
}
