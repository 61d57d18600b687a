use warp::{Filter, Rejection, Reply};

async fn by_number(id: u64, client: reqwest::Client) -> Result<impl Reply, Rejection> {
    // ok: server-side-request-rust
    client.get(format!("http://orders.internal/{id}")).send().await
}

async fn fetch(address: String, client: reqwest::Client) -> Result<impl Reply, Rejection> {
    // ruleid: server-side-request-rust
    client.get(&address).send().await
}

fn routes() {
    // ruleid: server-side-request-rust
    warp::path::param().map(|host: String| { reqwest::blocking::get(format!("http://{}/", host)) });
}
