package shop

import io.ktor.server.plugins.cors.routing.CORS
import jakarta.servlet.http.HttpServletRequest
import jakarta.servlet.http.HttpServletResponse
import org.springframework.web.bind.annotation.CrossOrigin
import org.springframework.web.cors.CorsConfiguration

fun Application.named() {
    install(CORS) {
        // ok: permissive-cors-kotlin
        allowHost("shop.example.com", schemes = listOf("https"))
        allowCredentials = true
    }
}

fun Application.public() {
    install(CORS) {
        // ok: permissive-cors-kotlin
        anyHost()
    }
}

fun Application.open() {
    install(CORS) {
        allowMethod(HttpMethod.Put)
        // ruleid: permissive-cors-kotlin
        anyHost()
        allowCredentials = true
    }
}

// ok: permissive-cors-kotlin
@CrossOrigin(origins = ["https://shop.example.com"], allowCredentials = "true")
class NamedController

// ruleid: permissive-cors-kotlin
@CrossOrigin(originPatterns = ["*"], allowCredentials = "true")
class OpenController

class WebConfiguration : WebMvcConfigurer {
    override fun addCorsMappings(registry: CorsRegistry) {
        // ruleid: permissive-cors-kotlin
        registry.addMapping("/**").allowedOriginPatterns("*").allowedMethods("*").allowCredentials(true)
    }

    fun source(): CorsConfiguration {
        val configuration = CorsConfiguration()
        // ruleid: permissive-cors-kotlin
        configuration.allowedOriginPatterns = listOf("*")
        configuration.allowCredentials = true
        return configuration
    }

    fun reflected(request: HttpServletRequest, response: HttpServletResponse) {
        // ok: permissive-cors-kotlin
        response.setHeader("Access-Control-Allow-Origin", "https://shop.example.com")
        // ruleid: permissive-cors-kotlin
        response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"))
        response.setHeader("Access-Control-Allow-Credentials", "true")
    }
}
