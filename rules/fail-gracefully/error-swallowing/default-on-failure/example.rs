fn number(text: &str) -> Option<u32> {
    match text.parse::<u32>() {
        Ok(number) => Some(number),
        // ok: default-on-failure-rust
        Err(_) => None,
    }
}

fn reference(text: &str) -> Option<Reference> {
    match Uuid::parse_str(text) {
        Ok(id) => Some(Reference(id)),
        // ok: default-on-failure-rust
        Err(_) => None,
    }
}

/*
fn put_aside(store: &Store, id: &str) -> Option<Order> {
    match store.load(id) {
        Ok(order) => Some(order),
        // ok: default-on-failure-rust
        Err(_) => None,
    }
}
*/

fn narrow(store: &Store, id: &str) -> Result<Option<Order>, Error> {
    match store.load(id) {
        Ok(order) => Ok(Some(order)),
        // ok: default-on-failure-rust
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn logged(store: &Store, id: &str) -> Option<Order> {
    match store.load(id) {
        Ok(order) => Some(order),
        // ok: default-on-failure-rust
        Err(error) => {
            tracing::error!(%error, id, "load order");
            None
        }
    }
}

fn is_alive(store: &Store) -> bool {
    match store.ping() {
        Ok(()) => true,
        // ok: default-on-failure-rust
        Err(_) => false,
    }
}

fn load(store: &Store, id: &str) -> Option<Order> {
    match store.load(id) {
        Ok(order) => Some(order),
        // ruleid: default-on-failure-rust
        Err(_) => None,
    }
}

fn save(store: &Store, order: &Order) -> Result<(), Error> {
    match store.save(order) {
        Ok(()) => Ok(()),
        // ruleid: default-on-failure-rust
        Err(_error) => Ok(()),
    }
}

fn all(store: &Store) -> Vec<Order> {
    let list = match store.all() {
        Ok(list) => list,
        // ruleid: default-on-failure-rust
        Err(_) => {
            return Vec::new();
        }
    };
    list
}
