package fixtures

import io.ktor.server.application.call
import io.ktor.server.request.receiveText
import io.ktor.server.routing.Route
import org.apache.commons.exec.CommandLine

fun Route.tools() {
    get("/ping") {
        val host = call.request.queryParameters["host"] ?: return@get
        // ok: command-building-kotlin, command-building-parameter-kotlin
        ProcessBuilder("ping", "-c", "1", "--", host).start()
        val count = call.parameters["count"]?.toInt()
        // ok: command-building-kotlin, command-building-parameter-kotlin
        Runtime.getRuntime().exec("ping -c $count localhost")
        // ruleid: command-building-kotlin
        Runtime.getRuntime().exec("ping -c 1 $host")
        // ruleid: command-building-kotlin
        ProcessBuilder("/bin/bash", "-c", host).start()
        // ruleid: command-building-kotlin
        CommandLine.parse("ping $host")
    }
    post("/run") {
        val command = call.receiveText()
        // ruleid: command-building-kotlin
        ProcessBuilder(command.split(" ")).start()
    }
}
