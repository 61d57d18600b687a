package fixtures

import io.ktor.server.application.Application
import java.sql.DriverManager
import org.jetbrains.exposed.sql.Database
import org.springframework.beans.factory.annotation.Value

// ok: hard-coded-credential-kotlin
const val PASSWORD_FIELD = "password1!"
// ruleid: hard-coded-credential-kotlin
const val API_KEY = "m4d3up5f1xtur3k3y7"

class Settings {
    // ok: hard-coded-credential-kotlin
    private val password: String = System.getenv("PASSWORD")
    // ok: hard-coded-credential-kotlin
    private val url = "jdbc:postgresql://$user:$password@db.internal/app"
    // ok: hard-coded-credential-kotlin
    private val token = "$prefix-abc123def456"
    // ruleid: hard-coded-credential-kotlin
    private val dbPassword = "MadeUp4Fixture"
    // ruleid: hard-coded-credential-kotlin
    private val adminPassword: String = "MadeUp4Fixture"

    fun use() {
        // ok: hard-coded-credential-kotlin
        val algorithm = Algorithm.HMAC256(secret)
        // ruleid: hard-coded-credential-kotlin
        dataSource.password = "MadeUp4Fixture"
        // ruleid: hard-coded-credential-kotlin
        connect(url, user = "app", password = "MadeUp4Fixture")
        // ruleid: hard-coded-credential-kotlin
        val values = mapOf("password" to "MadeUp4Fixture")
        // ruleid: hard-coded-credential-kotlin
        val secret = System.getenv("JWT_SECRET") ?: "supersecret"
        // ok: hard-coded-credential-kotlin
        val tokenService = "https://tokens.internal/v2/Issue100x200y"
        // ok: hard-coded-credential-kotlin
        val secretForTheCamelCase = "TheNameOfSomething123"
        // ruleid: hard-coded-credential-kotlin
        val secretOfTheShop = "Fx7Tur3Kq9Lm2Zr8Wd"
        // ruleid: hard-coded-credential-kotlin
        connect("https://maps.internal/tiles?token=Fx7Tur3Kq9Lm2Zr8Wd")
        // ok: hard-coded-credential-kotlin
        connect("jdbc:postgresql://db.internal/app?user=app&password=$password")
        // ruleid: hard-coded-credential-kotlin
        connect("https://mail.internal/send?user=app&password=MadeUp4Fixture")
        // ok: hard-coded-credential-kotlin
        connect("jdbc:postgresql://db.internal/app?user=app&password=MadeUp4Fixture")
        // ruleid: hard-coded-credential-kotlin
        DriverManager.getConnection(url, "app", "MadeUp4Fixture")
        // ruleid: hard-coded-credential-kotlin
        Database.connect(url, "org.postgresql.Driver", "app", "MadeUp4Fixture")
        Database.connect(
            "jdbc:mariadb://localhost:3307/shop?useSsl=false",
            user = "root",
            // ok: hard-coded-credential-kotlin
            password = "password",
        )
        Database.connect(
            "jdbc:mariadb://db.shop.internal/shop",
            user = "root",
            // ruleid: hard-coded-credential-kotlin
            password = "password",
        )
    }
}

class Configured {
    // ok: hard-coded-credential-kotlin
    @Value("\${mail.password}")
    lateinit var mailPassword: String

    // ok: hard-coded-credential-kotlin
    @Value("\${mail.password:}")
    lateinit var optionalPassword: String

    // ruleid: hard-coded-credential-kotlin
    @Value("\${jwt.secret:MadeUp4FixtureOnly}")
    lateinit var signing: String
}

class LoginTest {
    // ok: hard-coded-credential-kotlin
    private val password = "MadeUp6Fixture"
}
