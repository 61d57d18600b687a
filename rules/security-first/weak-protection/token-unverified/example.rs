use actix_web::HttpRequest;
use jsonwebtoken::{decode, Algorithm, DecodingKey, Validation};

fn checked(token: &str, key: &DecodingKey) -> Result<Claims, Error> {
    let mut validation = Validation::new(Algorithm::RS256);
    // ok: token-unverified-rust
    validation.set_audience(&["shop"]);
    // ok: token-unverified-rust
    validation.validate_exp = true;
    // ok: token-unverified-rust
    Ok(decode::<Claims>(token, key, &validation)?.claims)
}

fn header(token: &str) -> Result<Header, Error> {
    // ok: token-unverified-rust
    jsonwebtoken::decode_header(token)
}

fn unchecked(token: &str, key: &DecodingKey) -> Result<Claims, Error> {
    let mut validation = Validation::default();
    // ruleid: token-unverified-rust
    validation.insecure_disable_signature_validation();
    // ruleid: token-unverified-rust
    validation.validate_exp = false;
    // ruleid: token-unverified-rust
    let old = jsonwebtoken::dangerous_insecure_decode::<Claims>(token)?;
    // ruleid: token-unverified-rust
    Ok(jsonwebtoken::dangerous::insecure_decode::<Claims>(token)?.claims)
}

fn of_the_issuer(token: &str, issuer: &str) -> Result<Claims, Error> {
    // ok: token-unverified-rust
    let claims = jsonwebtoken::dangerous::insecure_decode::<Claims>(token)?.claims;
    if claims.exp < get_current_timestamp() || claims.iss != issuer {
        return Err(Error::Refused);
    }
    Ok(claims)
}
