package fixtures

import jakarta.mail.internet.MimeMessage
import jakarta.servlet.http.HttpServletRequest
import jakarta.servlet.http.HttpServletResponse
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RequestParam

class Headers {
    fun narrowed(request: HttpServletRequest, response: HttpServletResponse) {
        val name = request.getParameter("name")
        // ok: header-injection-kotlin
        response.setHeader("X-Name", URLEncoder.encode(name, Charsets.UTF_8))
        // ok: header-injection-kotlin
        response.setHeader("X-Name", name.replace(Regex("[\r\n]"), ""))
        // ok: header-injection-kotlin
        response.setHeader("X-Page", request.getParameter("page").toInt().toString())
        // ok: header-injection-kotlin
        response.setHeader("X-Name", "constant")
    }

    fun taken(request: HttpServletRequest, response: HttpServletResponse) {
        // ruleid: header-injection-kotlin
        response.setHeader("X-Name", request.getParameter("name"))
        val language = request.getHeader("Accept-Language")
        // ruleid: header-injection-kotlin
        response.addHeader("X-Language", "chosen=$language")
    }

    @GetMapping("/file")
    fun file(@RequestParam name: String, response: HttpServletResponse) {
        // ruleid: header-injection-kotlin
        response.setHeader("Content-Disposition", "attachment; filename=$name")
    }

    @GetMapping("/contact")
    fun contact(@RequestParam subject: String, message: MimeMessage) {
        // ruleid: header-injection-kotlin
        message.setSubject(subject)
    }
}
