package shop

import io.ktor.server.engine.embeddedServer
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity

// ok: debug-mode-kotlin
@EnableWebSecurity
class Security

// ok: debug-mode-kotlin
@EnableWebSecurity(debug = false)
class QuietSecurity

// ruleid: debug-mode-kotlin
@EnableWebSecurity(debug = true)
class LoudSecurity

fun customized(web: WebSecurity, debug: Boolean) {
    // ok: debug-mode-kotlin
    web.debug(debug)
    // ruleid: debug-mode-kotlin
    web.debug(true)
}

fun main() {
    // ok: debug-mode-kotlin
    embeddedServer(Netty, port = 8080, developmentMode = System.getenv("DEV") == "1", module = Application::module)
    // ruleid: debug-mode-kotlin
    embeddedServer(Netty, port = 8080, developmentMode = true, module = Application::module)
}
