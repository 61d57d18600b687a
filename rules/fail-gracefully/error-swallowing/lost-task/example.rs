use std::thread::JoinHandle;

async fn joined(handle: tokio::task::JoinHandle<()>) -> Result<(), Error> {
    // ok: lost-task-rust, lost-task-ended-rust
    handle.await?;
    Ok(())
}

async fn logged(task: tokio::task::JoinHandle<()>) {
    // ok: lost-task-rust, lost-task-ended-rust
    if let Err(error) = task.await {
        tracing::error!(%error, "task");
    }
}

async fn results(jobs: Vec<Job>) -> Vec<Outcome> {
    // ok: lost-task-rust, lost-task-ended-rust
    let outcomes = join_all(jobs.into_iter().map(run)).await;
    outcomes
}

async fn told(jobs: Vec<Job>) {
    let mut handles = Vec::new();
    for job in jobs {
        handles.push(tokio::spawn(async move { job.run_and_log().await }));
    }
    // ok: lost-task-rust
    // ruleid: lost-task-ended-rust
    join_all(handles).await;
}

async fn refresh(cache: &Cache) {
    cache.fill().await;
}

fn thread(handle: JoinHandle<()>) {
    // ruleid: lost-task-ended-rust
    let _ = handle.join();
}

async fn all(jobs: Vec<Job>) {
    // ruleid: lost-task-rust
    join_all(jobs.into_iter().map(run)).await;
    // ruleid: lost-task-rust
    let _ = tokio::task::spawn_blocking(compact).await;
}

async fn never_runs(cache: &Cache) {
    // ruleid: lost-task-rust
    let _ = refresh(cache);
}

async fn stopped(task: JoinHandle<()>, stop: Sender<()>) {
    stop.send(()).ok();
    // ruleid: lost-task-ended-rust
    let _ = task.await;
}

async fn stopped(mut tasks: JoinSet<()>, stop: CancellationToken) {
    stop.cancel();
    // ok: lost-task-rust
    while tasks.join_next().await.is_some() {}
}
