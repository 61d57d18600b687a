package fixtures

import io.ktor.client.HttpClient
import io.ktor.client.request.get
import io.ktor.server.application.call
import io.ktor.server.routing.Route
import jakarta.ws.rs.GET
import jakarta.ws.rs.QueryParam

fun Route.previews(client: HttpClient) {
    get("/fixed") {
        val city = call.parameters["city"]
        // ok: server-side-request-kotlin
        client.get("https://weather.example.com/v1/$city")
        // ok: server-side-request-kotlin
        client.get("https://weather.example.com/v1") { parameter("city", city) }
        // ok: server-side-request-kotlin
        client.get("${config.baseUrl}/v1/$city")
    }
    get("/preview") {
        val url = call.request.queryParameters["url"]!!
        // ruleid: server-side-request-kotlin
        val page = client.get(url)
        // ruleid: server-side-request-kotlin
        client.post("http://$url/hook") { setBody("x") }
    }
}

class PreviewResource(private val httpClient: HttpClient) {
    @GET
    // ruleid: server-side-request-kotlin
    fun preview(@QueryParam("url") url: String) = httpClient.get(url)
}
