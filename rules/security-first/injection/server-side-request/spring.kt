package fixtures

import jakarta.servlet.http.HttpServletRequest
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PathVariable
import org.springframework.web.bind.annotation.RequestBody
import org.springframework.web.bind.annotation.RequestParam
import org.springframework.web.client.RestTemplate
import org.springframework.web.reactive.function.client.WebClient
import org.springframework.web.reactive.function.server.ServerRequest

class Previews(private val restTemplate: RestTemplate, private val webClient: WebClient) {
    @GetMapping("/fixed")
    fun fixed(@RequestParam city: String, @PathVariable id: Long) {
        // ok: server-side-request-kotlin
        restTemplate.getForObject("https://weather.example.com/v1/$city", String::class.java)
        // ok: server-side-request-kotlin
        restTemplate.getForObject("$WEATHER_URL/v1/$city", String::class.java)
        // ok: server-side-request-kotlin
        webClient.get().uri("/v1/{city}", city).retrieve()
        // ok: server-side-request-kotlin
        webClient.get().uri { it.path("/v1").queryParam("city", city).build() }.retrieve()
        // ok: server-side-request-kotlin
        URL("https://weather.example.com/$id").readText()
    }

    @GetMapping("/checked")
    fun checked(@RequestParam url: String): String {
        if (URI(url).host !in ALLOWED_HOSTS) throw IllegalArgumentException(url)
        // ok: server-side-request-kotlin
        return URL(url).readText()
    }

    // ok: server-side-request-kotlin
    fun helper(url: String) = restTemplate.getForObject(url, String::class.java)

    @GetMapping("/preview")
    fun preview(@RequestParam url: String, @RequestParam host: String) {
        // ruleid: server-side-request-kotlin
        restTemplate.getForObject(url, String::class.java)
        // ruleid: server-side-request-kotlin
        restTemplate.exchange("https://$host/status", HttpMethod.GET, null, String::class.java)
        // ruleid: server-side-request-kotlin
        webClient.get().uri(url).retrieve()
        // ruleid: server-side-request-kotlin
        URL(url).openStream()
        val connection = URL("http://" + host + "/status")
        // ruleid: server-side-request-kotlin
        connection.openConnection()
        // ruleid: server-side-request-kotlin
        val request = Request.Builder().url(url).build()
        // ruleid: server-side-request-kotlin
        HttpRequest.newBuilder(URI.create(url)).build()
        // ruleid: server-side-request-kotlin
        Jsoup.connect(url).get()
    }

    fun webhook(request: ServerRequest): Mono<ServerResponse> {
        val target = request.queryParam("target").get()
        // ruleid: server-side-request-kotlin
        return WebClient.create(target).get().retrieve().toBodilessEntity().then(ok)
    }

    fun servlet(request: HttpServletRequest): String {
        val url = request.getParameter("url")
        // ruleid: server-side-request-kotlin
        return URL(url).readText()
    }
}
