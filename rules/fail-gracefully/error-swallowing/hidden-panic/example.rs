use std::panic;

fn logged(job: &Job) {
    // ok: hidden-panic-rust
    if let Err(payload) = panic::catch_unwind(|| job.run()) {
        tracing::error!(?payload, "job panicked");
    }
}

fn returned(job: &Job) -> Result<(), JobError> {
    // ok: hidden-panic-rust
    panic::catch_unwind(|| job.run()).map_err(JobError::from_panic)
}

fn hooked() {
    // ok: hidden-panic-rust
    panic::set_hook(Box::new(|info| tracing::error!(%info, "panic")));
}

fn dropped(job: &Job) {
    // ruleid: hidden-panic-rust
    let _ = panic::catch_unwind(|| job.run());
}

fn silenced() {
    // ruleid: hidden-panic-rust
    panic::set_hook(Box::new(|_| {}));
}

async fn awaited(job: Job) {
    // ruleid: hidden-panic-rust
    let _ = job.run().catch_unwind().await;
}
