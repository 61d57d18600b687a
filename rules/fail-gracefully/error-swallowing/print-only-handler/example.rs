fn logged(store: &Store, order: &Order) {
    match store.save(order) {
        Ok(()) => {}
        // ok: print-only-handler-rust
        Err(error) => tracing::error!(%error, "save order"),
    }
}

fn returned(store: &Store, order: &Order) -> Result<(), Error> {
    match store.save(order) {
        Ok(()) => Ok(()),
        // ok: print-only-handler-rust
        Err(error) => {
            println!("{error}");
            Err(error)
        }
    }
}

fn main() {
    match run() {
        Ok(()) => {}
        // ok: print-only-handler-rust
        Err(error) => println!("{error}"),
    }
}

fn printed(store: &Store, order: &Order) {
    match store.save(order) {
        Ok(()) => {}
        // ruleid: print-only-handler-rust
        Err(error) => println!("could not save: {}", error),
    }
    // ruleid: print-only-handler-rust
    if let Err(error) = store.flush() {
        println!("could not flush: {error}");
    }
}
