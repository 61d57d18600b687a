package shop

import com.auth0.jwt.JWT
import com.nimbusds.jwt.SignedJWT

class Sessions {
    // ok: token-unverified-kotlin
    fun endsAt(token: String) = JWT.decode(token).expiresAt

    // ruleid: token-unverified-kotlin
    fun user(token: String) = JWT.decode(token).getClaim("sub").asString()

    // ruleid: token-unverified-kotlin
    fun role(token: String) = SignedJWT.parse(token).jwtClaimsSet.getStringClaim("role")
}
