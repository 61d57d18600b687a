package fixtures

import jakarta.servlet.http.HttpServletRequest
import jakarta.servlet.http.HttpServletResponse
import org.springframework.http.ResponseEntity
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RequestParam
import org.springframework.web.util.HtmlUtils

class Pages {
    @GetMapping("/escaped")
    fun escaped(@RequestParam name: String): String {
        val safe = HtmlUtils.htmlEscape(name)
        // ok: html-from-input-kotlin
        return "<h1>Hello $safe</h1>"
    }

    @GetMapping("/plain")
    // ok: html-from-input-kotlin
    fun plain(@RequestParam name: String): String = "Hello $name"

    @GetMapping("/number")
    fun number(@RequestParam page: Int): String {
        // ok: html-from-input-kotlin
        return "<h1>Page $page</h1>"
    }

    fun json(request: HttpServletRequest, response: HttpServletResponse) {
        response.contentType = "application/json"
        // ok: html-from-input-kotlin
        response.writer.write(request.getParameter("name"))
    }

    @GetMapping("/hello")
    fun hello(@RequestParam name: String): String {
        // ruleid: html-from-input-kotlin
        return "<h1>Hello $name</h1>"
    }

    @GetMapping("/hi")
    // ruleid: html-from-input-kotlin
    fun hi(@RequestParam name: String) = "<h1>Hi $name</h1>"

    @GetMapping("/entity")
    fun entity(@RequestParam name: String): ResponseEntity<String> {
        val page = "<p>" + name + "</p>"
        // ruleid: html-from-input-kotlin
        return ResponseEntity.ok(page)
    }

    fun servlet(request: HttpServletRequest, response: HttpServletResponse) {
        val name = request.getParameter("name")
        // ruleid: html-from-input-kotlin
        response.writer.println("Hello $name")
    }

    fun written(request: HttpServletRequest, response: HttpServletResponse) {
        val name = request.getParameter("name")
        // ruleid: html-from-input-kotlin
        response.writer.use { it.write("<b>$name</b>") }
    }
}
