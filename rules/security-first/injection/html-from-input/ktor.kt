package fixtures

import io.ktor.http.ContentType
import io.ktor.server.application.call
import io.ktor.server.html.respondHtml
import io.ktor.server.response.respondText
import io.ktor.server.routing.Route
import io.ktor.server.routing.get
import kotlinx.html.unsafe

fun Route.pages() {
    get("/escaped") {
        val name = call.parameters["name"]
        // ok: html-from-input-kotlin
        call.respondText("Hello $name")
        // ok: html-from-input-kotlin
        call.respondText("<h1>${name?.escapeHTML()}</h1>", ContentType.Text.Html)
        // ok: html-from-input-kotlin
        call.respondHtml { body { h1 { +"Hello $name" } } }
    }
    get("/hello") {
        val name = call.parameters["name"]
        // ruleid: html-from-input-kotlin
        call.respondText("<h1>Hello $name</h1>", ContentType.Text.Html)
        // ruleid: html-from-input-kotlin
        call.respondHtml { body { unsafe { +name } } }
        // ruleid: html-from-input-kotlin
        call.respondText(name, contentType = ContentType.Text.Html)
    }
}
