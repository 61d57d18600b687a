package shop

import kotlin.random.Random

class Tokens(private val users: Users) {
    private val chars = ('a'..'z') + ('0'..'9')

    fun colours(): Int {
        // ok: insecure-randomness-kotlin
        val colour = Random.nextInt(0xFFFFFF)
        // ok: insecure-randomness-kotlin
        val tokenCount = Random.nextInt(10)
        // ok: insecure-randomness-kotlin
        val token = UUID.randomUUID().toString()
        // ok: insecure-randomness-kotlin
        val retryDelay = (100..200).random()
        return colour + tokenCount + retryDelay
    }

    fun reset(user: User) {
        // ruleid: insecure-randomness-kotlin
        val resetCode = (100000..999999).random()
        // ruleid: insecure-randomness-kotlin
        val token = (1..32).map { chars.random() }.joinToString("")
        // ruleid: insecure-randomness-kotlin
        user.password = RandomStringUtils.randomAlphanumeric(12)
        // ruleid: insecure-randomness-kotlin
        val salt = Random.nextBytes(16)
        users.save(user, resetCode, token, salt)
    }

    // ruleid: insecure-randomness-kotlin
    fun otp() = Random.nextInt(1000000)
}
