package fixtures

import io.ktor.server.application.call
import io.ktor.server.routing.Route
import org.slf4j.LoggerFactory
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RequestParam

class Searches {
    private val log = LoggerFactory.getLogger(javaClass)

    @GetMapping("/fields")
    fun fields(@RequestParam query: String, @RequestParam page: Int) {
        // ok: log-injection-kotlin
        log.info("search {}", kv("query", query))
        // ok: log-injection-kotlin
        log.info("page $page")
        // ok: log-injection-kotlin
        log.info("search ${query.replace("\n", "_")}")
    }

    @PostMapping("/forget")
    fun forget(@RequestBody order: ForgetRequest) {
        val rows = database.deleteByNumber(order.number)
        // ok: log-injection-kotlin
        log.info("$rows rows deleted")
        // ruleid: log-injection-kotlin
        log.info("forgotten: ${order.number}")
    }

    // ok: log-injection-kotlin
    fun helper(query: String) = log.info("search $query")

    @GetMapping("/search")
    fun search(@RequestParam query: String) {
        // ruleid: log-injection-kotlin
        log.info("search $query")
    }
}

fun Route.searches() {
    get("/search") {
        val query = call.request.queryParameters["query"]
        // ruleid: log-injection-kotlin
        logger.warn { "nothing found for $query" }
        // ruleid: log-injection-kotlin
        logger.info("search " + query)
    }
}
