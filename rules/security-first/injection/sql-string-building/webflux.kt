package fixtures

import org.springframework.r2dbc.core.DatabaseClient
import org.springframework.web.reactive.function.server.ServerRequest
import org.springframework.web.reactive.function.server.ServerResponse
import org.springframework.web.reactive.function.server.coRouter

class OrderHandler(private val databaseClient: DatabaseClient) {
    suspend fun bound(request: ServerRequest): ServerResponse {
        val name = request.queryParam("name").orElse("")
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        databaseClient.sql("SELECT * FROM orders WHERE name = :name").bind("name", name)
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        databaseClient.sql("SELECT * FROM orders WHERE id = ${request.pathVariable("id").toLong()}")
        return ServerResponse.ok().buildAndAwait()
    }

    suspend fun byName(request: ServerRequest): ServerResponse {
        val name = request.queryParam("name").orElse("")
        // ruleid: sql-string-building-kotlin
        databaseClient.sql("SELECT * FROM orders WHERE name = '$name'").fetch()
        return ServerResponse.ok().buildAndAwait()
    }

    fun routes() = coRouter {
        GET("/orders/{status}") { req ->
            // ruleid: sql-string-building-kotlin
            val rows = databaseClient.sql("SELECT * FROM orders WHERE status = '${req.pathVariable("status")}'").fetch()
            ok().bodyValueAndAwait(rows)
        }
    }
}
