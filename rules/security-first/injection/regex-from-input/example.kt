package fixtures

import io.ktor.server.application.call
import io.ktor.server.routing.Route
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RequestParam

class Names(private val names: List<String>) {
    @GetMapping("/quoted")
    fun quoted(@RequestParam text: String): List<String> {
        // ok: regex-from-input-kotlin
        val regex = Regex("^" + Regex.escape(text))
        // ok: regex-from-input-kotlin
        val word = Regex("[a-z]+").matches(text)
        // ok: regex-from-input-kotlin
        val literal = text.toRegex(RegexOption.LITERAL)
        return names.filter { regex.containsMatchIn(it) }
    }

    // ok: regex-from-input-kotlin
    fun helper(pattern: String) = Regex(pattern)

    @GetMapping("/names")
    fun find(@RequestParam pattern: String): List<String> {
        // ruleid: regex-from-input-kotlin
        val regex = Regex(pattern, RegexOption.IGNORE_CASE)
        return names.filter { regex.matches(it) }
    }

    @GetMapping("/more")
    // ruleid: regex-from-input-kotlin
    fun more(@RequestParam pattern: String) = names.filter { it.matches("^$pattern".toRegex()) }
}

fun Route.names() {
    get("/names") {
        val pattern = call.parameters["pattern"]
        // ruleid: regex-from-input-kotlin
        Pattern.compile(pattern)
    }
}
