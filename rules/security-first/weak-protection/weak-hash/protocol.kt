package fixtures

import java.security.MessageDigest

/** KOReader sends the MD5 of its user's password as the key. */
class ReaderSync {
    fun userKey(password: String): ByteArray =
        // ok: weak-hash-kotlin
        MessageDigest.getInstance("MD5").digest(password.toByteArray())
}
