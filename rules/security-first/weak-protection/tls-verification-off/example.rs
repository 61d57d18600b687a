use openssl::ssl::{SslConnector, SslMethod, SslVerifyMode};
use reqwest::Client;

fn checked(root: reqwest::Certificate) -> Client {
    // ok: tls-verification-off-rust
    Client::builder().danger_accept_invalid_certs(false).build()?;
    // ok: tls-verification-off-rust
    Client::builder().add_root_certificate(root).build()?;
    let mut builder = SslConnector::builder(SslMethod::tls())?;
    // ok: tls-verification-off-verifier-rust
    builder.set_verify(SslVerifyMode::PEER);
    // ok: tls-verification-off-verifier-rust
    config.dangerous().with_custom_certificate_verifier(Arc::new(PinnedVerifier::new(pins)))
}

fn unchecked() -> Client {
    let mut builder = SslConnector::builder(SslMethod::tls())?;
    // ruleid: tls-verification-off-verifier-rust
    builder.set_verify(SslVerifyMode::NONE);
    // ruleid: tls-verification-off-verifier-rust
    config.dangerous().with_custom_certificate_verifier(Arc::new(NoVerifier));
    // ruleid: tls-verification-off-verifier-rust
    native_tls::TlsConnector::builder().danger_accept_invalid_hostnames(true).build()?;
    // ruleid: tls-verification-off-rust
    Client::builder().danger_accept_invalid_certs(true).build()?;
    // ok: tls-verification-off-rust
    Client::builder().danger_accept_invalid_certs(settings.accept_any).build()?;
    // ruleid: tls-verification-off-rust
    Client::builder().danger_accept_invalid_hostnames(true).danger_accept_invalid_certs(true).build()?
}

impl ServerCertVerifier for AcceptAll {
    fn verify_server_cert(&self, entity: &Certificate) -> Result<ServerCertVerified, Error> {
        // ruleid: tls-verification-off-verifier-rust
        Ok(ServerCertVerified::assertion())
    }
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(&self, entity: &Certificate) -> Result<ServerCertVerified, Error> {
        self.check(entity)?;
        // ok: tls-verification-off-verifier-rust
        Ok(ServerCertVerified::assertion())
    }
}
