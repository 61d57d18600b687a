package shop

import io.ktor.server.application.call
import org.slf4j.LoggerFactory
import org.springframework.web.bind.annotation.PostMapping

class Logins {
    private val log = LoggerFactory.getLogger(javaClass)

    @PostMapping("/login")
    fun login(login: Login) {
        // ok: secret-in-log-kotlin
        log.info("login of {}", login.name)
        // ok: secret-in-log-kotlin
        log.debug("offered: {}", offeredCredentials)
        // ok: secret-in-log-kotlin
        log.info("password has ${login.password.length} characters")
        // ok: secret-in-log-kotlin
        log.info("password of {} changed", login.name)
        // ok: secret-in-log-kotlin
        log.debug("next page $nextPageToken")
        // ok: secret-in-log-kotlin
        log.warn("Secret `$secret` not found or unreadable")
        // ruleid: secret-in-log-kotlin
        log.info("login of ${login.name} with ${login.password}")
        // ruleid: secret-in-log-kotlin
        log.debug("token {}", accessToken)
        // ruleid: secret-in-log-kotlin
        logger.info { "refreshed $refreshToken" }
        // ruleid: secret-in-log-kotlin
        println("key: " + apiKey)
    }
}
