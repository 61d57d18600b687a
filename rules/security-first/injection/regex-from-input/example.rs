use axum::extract::Query;
use regex::{Regex, RegexBuilder};

async fn escaped(Query(query): Query<Search>) -> impl IntoResponse {
    // ok: regex-from-input-rust
    Regex::new(&regex::escape(&query.text))?;
    // ok: regex-from-input-rust
    Regex::new(&format!("^{}", regex::escape(&query.text)))?;
    // ok: regex-from-input-rust
    Regex::new(r"^\d+$")?;
    // ok: regex-from-input-rust
    RegexBuilder::new(&query.text).size_limit(10_000).build()
}

async fn compiled(Query(query): Query<Search>) -> impl IntoResponse {
    // ruleid: regex-from-input-rust
    Regex::new(&query.text)?;
    // ruleid: regex-from-input-rust
    fancy_regex::Regex::new(&format!("^{}", query.text))
}
