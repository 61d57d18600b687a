package shop

import com.auth0.jwt.algorithms.Algorithm
import io.jsonwebtoken.Jwts
import io.ktor.server.application.call
import org.springframework.web.bind.annotation.RequestHeader

class Signing(private val key: Key) {
    // ok: token-unverified-kotlin
    fun claims(token: String) = Jwts.parser().verifyWith(key).build().parseSignedClaims(token).payload

    // ok: token-unverified-kotlin
    fun old(token: String) = Jwts.parserBuilder().setSigningKey(key).build().parseClaimsJws(token).body

    // ok: token-unverified-kotlin
    fun algorithm() = Algorithm.HMAC256(key.encoded)

    // ruleid: token-unverified-kotlin
    fun none() = Algorithm.none()

    // ruleid: token-unverified-decode-kotlin
    fun unsigned(token: String) = Jwts.parserBuilder().build().parseClaimsJwt(token).body

    fun lenient(token: String): String {
        // ruleid: token-unverified-kotlin
        val consumer = JwtConsumerBuilder().setSkipSignatureVerification().build()
        return consumer.processToClaims(token).subject
    }
}
