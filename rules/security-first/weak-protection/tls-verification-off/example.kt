package shop

import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import javax.net.ssl.X509TrustManager
import okhttp3.OkHttpClient

class Pinned : X509TrustManager {
    override fun checkClientTrusted(chain: Array<X509Certificate>, authType: String) = Unit

    // ok: tls-verification-off-kotlin
    override fun checkServerTrusted(chain: Array<X509Certificate>, authType: String) {
        if (chain.first().publicKey != PINNED) throw CertificateException("unknown key")
    }

    override fun getAcceptedIssuers(): Array<X509Certificate> = arrayOf()
}

class Blind : X509TrustManager {
    override fun checkClientTrusted(chain: Array<X509Certificate>, authType: String) {}

    // ruleid: tls-verification-off-kotlin
    override fun checkServerTrusted(chain: Array<X509Certificate>, authType: String) {}

    override fun getAcceptedIssuers(): Array<X509Certificate> = arrayOf()
}

fun clients(trust: X509TrustManager) {
    // ok: tls-verification-off-kotlin
    OkHttpClient.Builder().hostnameVerifier { name, session -> verifier.verify(name, session) }.build()
    // ok: tls-verification-off-kotlin
    HttpClient(CIO) { engine { https { trustManager = trust } } }
    // ruleid: tls-verification-off-kotlin
    OkHttpClient.Builder().hostnameVerifier { _, _ -> true }.build()
    // ruleid: tls-verification-off-kotlin
    HttpClients.custom().setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE).build()
    // ruleid: tls-verification-off-kotlin
    SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE).build()
    // ruleid: tls-verification-off-kotlin
    val url = "jdbc:sqlserver://db:1433;encrypt=true;trustServerCertificate=true"
    // ok: tls-verification-off-kotlin
    val checked = "jdbc:sqlserver://db:1433;encrypt=true;trustServerCertificate=false"
}

/**
 * For a look at the traffic of one's own machine; never to be used in production.
 */
fun insecureClient(): OkHttpClient {
    val trust = object : X509TrustManager {
        override fun checkClientTrusted(chain: Array<X509Certificate>, authType: String) = Unit

        // ok: tls-verification-off-kotlin
        override fun checkServerTrusted(chain: Array<X509Certificate>, authType: String) {
        }

        override fun getAcceptedIssuers(): Array<X509Certificate> = arrayOf()
    }
    // ok: tls-verification-off-kotlin
    return OkHttpClient.Builder().sslSocketFactory(factory(trust), trust).hostnameVerifier { _, _ -> true }.build()
}

/**
 * The client of the shop, in production too.
 */
fun unsafeClient(): OkHttpClient =
    // ruleid: tls-verification-off-kotlin
    OkHttpClient.Builder().hostnameVerifier { _, _ -> true }.build()

fun sslContext(settings: ClientSettings): ContextFactory =
    when {
        settings.insecure ->
            // ok: tls-verification-off-kotlin
            ContextFactory().apply { isTrustAll = true }
        else -> ContextFactory()
    }
