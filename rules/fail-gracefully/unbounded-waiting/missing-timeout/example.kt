package shop

import java.net.HttpURLConnection
import java.net.URL
import java.net.http.HttpClient
import org.springframework.web.client.RestTemplate

class Rates {
    // ok: missing-timeout-kotlin
    fun local() = URL("file:///etc/rates.csv").readText()

    // ok: missing-timeout-kotlin
    fun resource() = javaClass.getResource("/rates.csv")!!.readText()

    // ok: missing-timeout-kotlin
    fun given(client: HttpClient) = client.send(request, handler)

    // ruleid: missing-timeout-kotlin
    private val template = RestTemplate()

    // ruleid: missing-timeout-kotlin
    private val client = HttpClient.newHttpClient()

    // ruleid: missing-timeout-kotlin
    fun read() = URL("https://rates.example.com/today").readText()

    fun connected(url: URL): String {
        // ruleid: missing-timeout-kotlin
        val connection = url.openConnection() as HttpURLConnection
        return connection.inputStream.bufferedReader().readText()
    }
}
