use jsonwebtoken::{decode, DecodingKey, Validation};

fn without_an_end(token: &str, key: &DecodingKey, now: i64) -> Result<Claims, Error> {
    let mut validation = Validation::default();
    // ok: token-unverified-rust
    validation.validate_exp = false;
    let claims = decode::<Claims>(token, key, &validation)?.claims;
    match claims.exp {
        Some(exp) if now > exp => Err(Error::Expired),
        _ => Ok(claims),
    }
}
