use axum::extract::Json;
use std::io::Write;

async fn typed(Json(body): Json<Contact>) -> impl IntoResponse {
    let mail = Message::builder().from("shop@example.org".parse()?).to(body.address.parse()?);
    // ok: header-injection-rust
    mailer.send(&mail.subject(body.subject).body(body.text)?);
    // ok: header-injection-rust
    let value = HeaderValue::from_str(&body.subject)?;
    // ok: header-injection-rust
    smtp_stream.write_all(b"QUIT\r\n")?;
    value
}

async fn raw(Json(body): Json<Contact>) -> impl IntoResponse {
    // ruleid: header-injection-rust
    smtp_stream.write_all(format!("Subject: {}\r\n", body.subject).as_bytes())?;
    // ruleid: header-injection-rust
    stream.write_all(body.headers.as_bytes())?;
}
