use reqwest::Client;
use std::time::Duration;

fn limited() -> Client {
    // ok: missing-timeout-rust
    Client::builder().timeout(Duration::from_secs(10)).build()?
}

async fn each_request(url: &str) -> Response {
    // ok: missing-timeout-rust
    let client = Client::new();
    client.get(url).timeout(Duration::from_secs(5)).send().await
}

async fn around(url: &str) -> Response {
    // ok: missing-timeout-rust
    tokio::time::timeout(Duration::from_secs(5), reqwest::get(url)).await
}

async fn once(url: &str) -> Response {
    // ruleid: missing-timeout-rust
    reqwest::get(url).await
}

fn unlimited() -> Client {
    // ruleid: missing-timeout-rust
    Client::new()
}

fn built() -> Client {
    // ruleid: missing-timeout-rust
    Client::builder().user_agent("shop").build()?
}

async fn each_in_a_chain(url: &str, token: &str) -> Response {
    // ok: missing-timeout-rust
    let sent = reqwest::Client::new()
        .get(url)
        .bearer_auth(token)
        .timeout(Duration::from_secs(5))
        .send();
    sent.await
}

#[cfg(test)]
impl Shop {
    fn for_tests() -> Self {
        // ok: missing-timeout-rust
        Self { client: reqwest::Client::new() }
    }
}

async fn check_health(port: u16) -> reqwest::Result<()> {
    // ok: missing-timeout-rust
    reqwest::get(format!("http://localhost:{port}/health")).await?.error_for_status()?;
    Ok(())
}
