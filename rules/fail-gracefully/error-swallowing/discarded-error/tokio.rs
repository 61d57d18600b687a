use std::io::Write;
use tokio::fs;

fn rebuild(index: &Index) -> Result<(), Error> {
    index.clear()
}

async fn whole(stream: &mut TcpStream, buffer: &mut [u8]) -> std::io::Result<()> {
    // ok: discarded-error-amount-rust
    stream.write_all(b"hello").await?;
    // ok: discarded-error-amount-rust
    let count = stream.read(&mut buffer).await?;
    // ok: discarded-error-amount-rust
    state.write(b"x");
    // ruleid: discarded-error-amount-rust
    stream.write(b"hello").await?;
    // ruleid: discarded-error-amount-rust
    stream.read(&mut buffer).await?;
    Ok(())
}

async fn thrown_away(store: &Store, order: &Order, index: &Index) {
    // ok: discarded-error-rust
    let _ = order.total();
    // ok: discarded-error-rust
    let _ = sender.send(order).await;
    // ok: discarded-error-rust
    let _ = fs::remove_file(&temp_path).await;
    // ok: discarded-error-rust
    let saved = store
        .save(order)
        .await
        .ok();
    // ruleid: discarded-error-rust
    let _ = store
        .orders()
        .update(order)
        .await;
    // ruleid: discarded-error-rust
    _ = fs::write("orders.json", &order.json).await;
    // ruleid: discarded-error-rust
    drop(store.delete(order.id));
    // ruleid: discarded-error-rust
    let _ = gateway.announce(order).await;
    // ruleid: discarded-error-rust
    let _: Result<(), Error> = outcome;
    // ruleid: discarded-error-rust
    let _ = rebuild(index);
    // ruleid: discarded-error-rust
    serde_json::to_writer(file, order).ok();
}

fn names(file: File) -> Vec<String> {
    // ruleid: discarded-error-rust
    BufReader::new(file).lines().filter_map(Result::ok).collect()
}

fn page(pages: &Pages) -> Result<Vec<u8>, Error> {
    let mut buf = Vec::new();
    // ok: discarded-error-amount-rust
    pages.write(&mut buf)?;
    Ok(buf)
}

fn helper(order: &Order, out: &mut dyn Output) -> HelperResult {
    let text = order.text();
    // ok: discarded-error-amount-rust
    out.write(&text)?;
    Ok(())
}

async fn answer_console(mut stream: TcpStream, answer: &str) {
    // ok: discarded-error-rust
    stream.write_all(answer.as_bytes()).await.ok();
}

#[ignore]
#[tokio::test]
async fn downloads() {
    // ok: discarded-error-rust
    let _ = download("https://example.org/archive").await;
}
