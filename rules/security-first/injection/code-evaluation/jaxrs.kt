package fixtures

import jakarta.servlet.http.HttpServletRequest
import jakarta.ws.rs.GET
import jakarta.ws.rs.QueryParam
import javax.script.ScriptEngine
import org.springframework.web.reactive.function.server.ServerRequest

class Rules(private val scriptEngine: ScriptEngine) {
    @GET
    // ok: code-evaluation-kotlin, code-evaluation-parameter-kotlin
    fun constant(@QueryParam("x") x: Int) = scriptEngine.eval("1 + $x")

    @GET
    // ruleid: code-evaluation-kotlin
    fun run(@QueryParam("rule") rule: String) = scriptEngine.eval(rule)

    fun servlet(request: HttpServletRequest) {
        // ruleid: code-evaluation-kotlin
        scriptEngine.eval(request.getParameter("rule"))
    }

    fun reactive(request: ServerRequest) {
        // ruleid: code-evaluation-kotlin
        Class.forName(request.pathVariable("type"))
    }
}
