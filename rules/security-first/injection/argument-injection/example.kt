package fixtures

import io.ktor.server.application.call
import io.ktor.server.routing.Route
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestParam

class Repositories {
    @PostMapping("/narrowed")
    fun narrowed(@RequestParam branch: String, @RequestParam depth: Int) {
        // ok: argument-injection-kotlin
        ProcessBuilder("git", "log", "--", branch).start()
        // ok: argument-injection-kotlin
        ProcessBuilder("git", "log", "--max-count", depth.toString()).start()
        // ok: argument-injection-kotlin
        ProcessBuilder("git", "clone", "https://code.example.com/$branch").start()
        // ok: argument-injection-kotlin
        ProcessBuilder("echo", branch).start()
    }

    @PostMapping("/checked")
    fun checked(@RequestParam branch: String) {
        require(!branch.startsWith("-"))
        // ok: argument-injection-kotlin
        ProcessBuilder("git", "checkout", branch).start()
    }

    // ok: argument-injection-kotlin
    fun helper(branch: String) = ProcessBuilder("git", "checkout", branch).start()

    @PostMapping("/clone")
    fun cloned(@RequestParam url: String) {
        // ruleid: argument-injection-kotlin
        ProcessBuilder("git", "clone", url).start()
        // ruleid: argument-injection-kotlin
        Runtime.getRuntime().exec(arrayOf("/usr/bin/curl", "-s", url))
    }
}

fun Route.archives() {
    post("/archive") {
        val name = call.parameters["name"] ?: return@post
        // ruleid: argument-injection-kotlin
        val command = listOf("tar", "-czf", "out.tgz", name)
        ProcessBuilder(command).start()
    }
}
