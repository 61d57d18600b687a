package shop

import java.security.MessageDigest

class DigestAnswer(private val password: String) {
    fun authorization(challenge: Challenge): String {
        // ok: weak-hash-kotlin
        val digest = MessageDigest.getInstance("MD5")
        return "Digest realm=${challenge.realm}, cnonce=${nonce()}, response=${hex(digest, challenge)}"
    }
}
