package shop

import com.auth0.jwt.JWT
import com.nimbusds.jwt.SignedJWT

class Sessions {
    // ok: token-unverified-decode-kotlin
    fun own(payload: String) = Base64.getUrlDecoder().decode(payload)

    // ok: token-unverified-decode-kotlin
    fun parsed(text: String) = JSONObject.parse(text)

    // ok: token-unverified-decode-kotlin
    fun endsAt(token: String) = JWT.decode(token).expiresAt

    // ruleid: token-unverified-decode-kotlin
    fun user(token: String) = JWT.decode(token).getClaim("sub").asString()

    // ruleid: token-unverified-decode-kotlin
    fun role(token: String) = SignedJWT.parse(token).jwtClaimsSet.getStringClaim("role")
}
