package fixtures

import freemarker.template.Template
import io.ktor.server.application.call
import io.ktor.server.request.receiveText
import io.ktor.server.routing.Route
import org.springframework.stereotype.Controller
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestBody
import org.springframework.web.bind.annotation.RequestParam

@Controller
class Letters(private val templateEngine: TemplateEngine) {
    @PostMapping("/constant")
    fun constant(@RequestParam name: String): String {
        // ok: template-from-input-kotlin
        templateEngine.process("letter", Context(Locale.GERMANY, mapOf("name" to name)))
        // ok: template-from-input-kotlin
        return "letters/sent"
    }

    @GetMapping("/redirected")
    fun redirected(@RequestParam id: String): String {
        // ok: template-from-input-kotlin
        return "redirect:/letters/$id"
    }

    // ok: template-from-input-kotlin
    fun helper(text: String) = Template("letter", StringReader(text), configuration)

    @PostMapping("/preview")
    fun preview(@RequestBody text: String) {
        // ruleid: template-from-input-kotlin
        Template("preview", StringReader(text), configuration).process(model, out)
        // ruleid: template-from-input-kotlin
        Velocity.evaluate(context, out, "preview", text)
        // ruleid: template-from-input-kotlin
        templateEngine.process(text, context)
    }

    @GetMapping("/view")
    fun view(@RequestParam lang: String): String {
        // ruleid: template-from-input-kotlin
        return "letters/$lang/welcome"
    }
}

fun Route.letters(handlebars: Handlebars) {
    post("/letters") {
        val text = call.receiveText()
        // ruleid: template-from-input-kotlin
        handlebars.compileInline(text)
    }
}
