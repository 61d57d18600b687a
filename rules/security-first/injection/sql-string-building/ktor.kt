package fixtures

import io.ktor.resources.Resource
import io.ktor.server.application.ApplicationCall
import io.ktor.server.application.call
import io.ktor.server.request.receive
import io.ktor.server.routing.Route
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import java.sql.Connection
import org.jetbrains.exposed.sql.transactions.TransactionManager
import org.jetbrains.exposed.sql.transactions.transaction

fun Route.orders(connection: Connection) {
    get("/bound") {
        val name = call.parameters["name"] ?: ""
        val id = call.parameters["id"]?.toIntOrNull() ?: return@get
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        transaction { Orders.selectAll().where { Orders.name eq name }.toList() }
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        transaction { exec("SELECT * FROM orders WHERE id = $id") }
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        transaction { exec("SELECT * FROM orders WHERE name = ?", listOf(TextColumnType() to name)) }
    }
    get("/orders") {
        val name = call.request.queryParameters["name"]
        transaction {
            // ruleid: sql-string-building-kotlin
            exec("SELECT * FROM orders WHERE name = '$name'") { rs -> rs.next() }
        }
        // ruleid: sql-string-building-kotlin
        TransactionManager.current().exec("DELETE FROM orders WHERE name = '$name'")
    }
    post("/orders") {
        val order = call.receive<OrderBody>()
        val sql = """
            INSERT INTO orders (name) VALUES ('${order.name}')
        """.trimIndent()
        // ruleid: sql-string-building-kotlin
        connection.createStatement().executeUpdate(sql)
    }
    get<Articles.ByName> { article ->
        // ruleid: sql-string-building-kotlin
        connection.prepareStatement("SELECT * FROM articles WHERE name = '${article.name}'")
    }
}

suspend fun search(call: ApplicationCall, connection: Connection) {
    val term = call.parameters.getOrFail("term")
    val sql = buildString {
        append("SELECT * FROM orders")
        append(" WHERE name = '$term'")
    }
    // ruleid: sql-string-building-kotlin
    connection.prepareStatement("$sql AND owner = '${call.request.cookies["owner"]}'")
}

fun filtered(connection: Connection, name: String) {
    val sql = buildString {
        append("SELECT * FROM orders WHERE name = '")
        append(name)
        append("'")
    }
    // ruleid: sql-string-building-parameter-kotlin
    connection.prepareStatement(sql)
}

fun Route.lambdas(connection: Connection) {
    get("/lambdas") {
        call.parameters["id"]?.toIntOrNull()?.let { id ->
            // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
            connection.prepareStatement("SELECT * FROM orders WHERE id = $id")
        }
        call.parameters["name"]?.let { name ->
            // ruleid: sql-string-building-kotlin
            connection.prepareStatement("SELECT * FROM orders WHERE name = '$name'")
        }
        val names = call.parameters.getAll("name")
        // ruleid: sql-string-building-kotlin
        names?.let { connection.prepareStatement("SELECT * FROM orders WHERE name = '${it.first()}'") }
    }
}
