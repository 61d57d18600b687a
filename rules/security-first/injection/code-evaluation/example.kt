package fixtures

import io.ktor.server.application.call
import io.ktor.server.routing.Route
import javax.script.ScriptEngineManager
import org.springframework.expression.spel.standard.SpelExpressionParser
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RequestParam

class Formulas(private val parser: SpelExpressionParser) {
    private val engine = ScriptEngineManager().getEngineByName("kts")

    @GetMapping("/constant")
    fun constant(@RequestParam amount: String): Any? {
        engine.put("amount", amount)
        // ok: code-evaluation-kotlin, code-evaluation-parameter-kotlin
        engine.eval("amount * 2")
        // ok: code-evaluation-kotlin, code-evaluation-parameter-kotlin
        return parser.parseExpression("#amount * 2").getValue(mapOf("amount" to amount))
    }

    @GetMapping("/chosen")
    fun chosen(@RequestParam name: String): Any? {
        if (name !in ALLOWED_FORMULAS) throw IllegalArgumentException(name)
        // ok: code-evaluation-kotlin, code-evaluation-parameter-kotlin
        return engine.eval(name)
    }

    // ok: code-evaluation-kotlin, code-evaluation-parameter-kotlin
    fun helper(className: String): Class<*> = Class.forName(className)

    @GetMapping("/run")
    fun run(@RequestParam formula: String, @RequestParam type: String): Any? {
        // ruleid: code-evaluation-kotlin
        engine.eval(formula)
        // ruleid: code-evaluation-kotlin
        engine.eval("amount * $formula")
        // ruleid: code-evaluation-kotlin
        Class.forName(type)
        // ruleid: code-evaluation-kotlin
        return parser.parseExpression(formula).value
    }
}

fun Route.formulas() {
    get("/formula") {
        val text = call.request.queryParameters["text"]
        // ruleid: code-evaluation-kotlin
        GroovyShell().evaluate(text)
    }

    get("/flag") {
        val flag = call.request.queryParameters["flag"]
        // ok: code-evaluation-kotlin, code-evaluation-parameter-kotlin
        flags.eval(flag, person)
    }
}

class Formulas(private val engine: ScriptEngine) {
    fun scaled(formula: String): Any? {
        // ruleid: code-evaluation-parameter-kotlin
        return engine.eval("amount * $formula")
    }

    fun rounded(formula: String): Any? {
        val code = "Math.round(" + formula + ")"
        // ruleid: code-evaluation-parameter-kotlin
        return engine.eval(code)
    }
}
