package shop

import java.net.http.HttpClient
import java.time.Duration
import org.springframework.boot.web.client.RestTemplateBuilder

class BoundedRates {
    // ok: missing-timeout-kotlin
    private val client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()

    fun connected(url: URL): String {
        // ok: missing-timeout-kotlin
        val connection = url.openConnection() as HttpURLConnection
        connection.connectTimeout = 2000
        connection.readTimeout = 5000
        return connection.inputStream.bufferedReader().readText()
    }
}
