package fixtures

import jakarta.servlet.http.HttpServletRequest
import jakarta.ws.rs.GET
import jakarta.ws.rs.QueryParam
import javax.naming.directory.DirContext
import org.springframework.web.reactive.function.server.ServerRequest

class Sources {
    @GET
    fun resource(@QueryParam("name") name: String) {
        // ok: ldap-query-kotlin, ldap-query-parameter-kotlin
        context.search("ou=people", "(uid={0})", arrayOf(name), controls)
        // ruleid: ldap-query-kotlin
        context.search("ou=people", "(uid=$name)", controls)
    }

    fun servlet(request: HttpServletRequest) {
        val name = request.getParameter("name")
        // ok: ldap-query-kotlin, ldap-query-parameter-kotlin
        context.search("ou=people", "(uid={0})", arrayOf(name), controls)
        // ruleid: ldap-query-kotlin
        context.search("ou=people", "(uid=$name)", controls)
    }

    fun reactive(request: ServerRequest) {
        val name = request.pathVariable("name")
        // ok: ldap-query-kotlin, ldap-query-parameter-kotlin
        context.search("ou=people", "(uid={0})", arrayOf(name), controls)
        // ruleid: ldap-query-kotlin
        context.search("ou=people", "(uid=$name)", controls)
    }
}
