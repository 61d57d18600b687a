package fixtures

import com.auth0.jwt.algorithms.Algorithm
import io.jsonwebtoken.security.Keys
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.IvParameterSpec
import javax.crypto.spec.PBEKeySpec
import io.ktor.server.sessions.SessionTransportTransformerMessageAuthentication
import javax.crypto.spec.SecretKeySpec
import org.springframework.security.crypto.encrypt.Encryptors

class Boxes(private val settings: Settings, private val random: SecureRandom) {
    fun read(password: CharArray, salt: ByteArray) {
        // ok: hard-coded-crypto-key-kotlin
        SecretKeySpec(System.getenv("BOX_KEY").toByteArray(), "AES")
        // ok: hard-coded-crypto-key-kotlin
        Algorithm.HMAC256(settings.property("jwt.secret").getString())
        // ok: hard-coded-crypto-key-kotlin
        PBEKeySpec(password, salt, 600_000, 256)
        val iv = ByteArray(16).also { random.nextBytes(it) }
        // ok: hard-coded-crypto-key-kotlin
        IvParameterSpec(iv)
        // ok: hard-coded-crypto-key-kotlin
        Keys.hmacShaKeyFor(Base64.getDecoder().decode(settings.jwtSecret))
    }

    fun written(password: CharArray) {
        // ruleid: hard-coded-crypto-key-kotlin
        SecretKeySpec("m4de-up-f1xture!".toByteArray(), "AES")
        // ruleid: hard-coded-crypto-key-kotlin
        IvParameterSpec("0123456789abcdef".toByteArray(Charsets.UTF_8))
        // ruleid: hard-coded-crypto-key-kotlin
        GCMParameterSpec(128, byteArrayOf(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
        // ruleid: hard-coded-crypto-key-kotlin
        PBEKeySpec(password, "pepper and salt".toByteArray(), 600_000, 256)
        // ruleid: hard-coded-crypto-key-kotlin
        Algorithm.HMAC256("not-so-hidden")
        val bytes = "m4de-up-f1xture-m4de-up-f1xture!".toByteArray()
        // ruleid: hard-coded-crypto-key-kotlin
        Keys.hmacShaKeyFor(bytes)
        // ruleid: hard-coded-crypto-key-kotlin
        IvParameterSpec(ByteArray(16))
        // ruleid: hard-coded-crypto-key-kotlin
        transform(SessionTransportTransformerMessageAuthentication(hex("6d616465207570206669787475726521")))
        // ruleid: hard-coded-crypto-key-kotlin
        Encryptors.text("m4de-up-f1xture", settings.salt)
    }
}
