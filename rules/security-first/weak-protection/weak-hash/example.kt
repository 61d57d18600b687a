package shop

import java.security.MessageDigest
import java.security.Signature
import org.apache.commons.codec.digest.DigestUtils
import org.springframework.security.crypto.password.NoOpPasswordEncoder

class Hashes(private val encoder: PasswordEncoder) {
    // ok: weak-hash-kotlin
    fun etag(body: ByteArray) = MessageDigest.getInstance("MD5").digest(body)

    // ok: weak-hash-kotlin
    fun encoded(password: String) = encoder.encode(password)

    // ok: weak-hash-kotlin
    fun signature() = Signature.getInstance("SHA256withRSA")

    // ok: weak-hash-kotlin
    fun gravatar(email: String) = DigestUtils.md5Hex(email)

    fun hashPassword(text: String): ByteArray {
        // ruleid: weak-hash-kotlin
        val digest = MessageDigest.getInstance("MD5")
        return digest.digest(text.toByteArray())
    }

    fun stored(password: String): ByteArray {
        // ruleid: weak-hash-kotlin
        return MessageDigest.getInstance("SHA-256").digest(password.toByteArray())
    }

    // ruleid: weak-hash-kotlin
    fun short(user: User) = DigestUtils.sha1Hex(user.password)

    // ruleid: weak-hash-kotlin
    fun signed() = Signature.getInstance("SHA1withRSA")

    // ruleid: weak-hash-kotlin
    fun plain() = NoOpPasswordEncoder.getInstance()
}
