use axum::extract::{Json, Query, State};
use reqwest::Client;

const HOSTS: [&str; 2] = ["api.partner.example", "files.partner.example"];

async fn fixed_host(State(app): State<App>, Query(query): Query<Lookup>) -> impl IntoResponse {
    // ok: server-side-request-rust
    app.client.get(format!("https://api.partner.example/users/{}", query.name)).send().await;
    // ok: server-side-request-rust
    app.client.get(format!("{}/users/{}", app.base_url, query.name)).send().await;
    // ok: server-side-request-rust
    app.cache.get(&query.name)
}

async fn allowed(Query(query): Query<Fetch>) -> impl IntoResponse {
    let host = query.host;
    if !HOSTS.contains(&host.as_str()) {
        return Err(BadRequest);
    }
    // ok: server-side-request-rust
    reqwest::get(format!("https://{host}/status")).await
}

fn helper(client: &Client, url: &str) {
    // ok: server-side-request-rust
    client.get(url).send()
}

async fn fetched(State(app): State<App>, Query(query): Query<Fetch>) -> impl IntoResponse {
    // ruleid: server-side-request-rust
    reqwest::get(&query.url).await;
    // ruleid: server-side-request-rust
    app.client.get(&query.url).header("accept", "text/html").send().await;
    // ruleid: server-side-request-rust
    reqwest::Client::new().post(format!("https://{}/hook", query.host)).send().await
}

async fn hook(Json(body): Json<Hook>) -> impl IntoResponse {
    let client = Client::new();
    if let Some(target) = body.target {
        // ruleid: server-side-request-rust
        client.post(&target).json(&body.event).send().await;
    }
}
