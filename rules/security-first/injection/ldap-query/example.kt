package fixtures

import io.ktor.server.application.call
import io.ktor.server.routing.Route
import javax.naming.directory.DirContext
import org.springframework.ldap.core.LdapTemplate
import org.springframework.ldap.support.LdapEncoder
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RequestParam

class Directory(private val context: DirContext, private val ldapTemplate: LdapTemplate) {
    fun bound(name: String) {
        // ok: ldap-query-kotlin, ldap-query-parameter-kotlin
        context.search("ou=people", "(uid={0})", arrayOf(name), controls)
        // ok: ldap-query-kotlin, ldap-query-parameter-kotlin
        context.search("ou=people", "(uid=${LdapEncoder.filterEncode(name)})", controls)
        // ok: ldap-query-kotlin, ldap-query-parameter-kotlin
        ldapTemplate.search(query().where("uid").`is`(name), mapper)
    }

    // ok: ldap-query-kotlin, ldap-query-parameter-kotlin
    fun wrapper(filter: String) = context.search("ou=people", filter, controls)

    fun built(name: String) {
        // ruleid: ldap-query-parameter-kotlin
        context.search("ou=people", "(uid=$name)", controls)
        val filter = "(&(objectClass=person)(uid=" + name + "))"
        // ruleid: ldap-query-parameter-kotlin
        ldapTemplate.search("", filter, mapper)
    }

    @GetMapping("/person")
    fun person(@RequestParam filter: String) {
        // ruleid: ldap-query-kotlin
        ldapTemplate.search("ou=people", filter, mapper)
    }
}

fun Route.people(context: DirContext) {
    get("/people") {
        val name = call.parameters["name"]
        // ruleid: ldap-query-kotlin
        context.search("ou=people,cn=$name", "(objectClass=person)", controls)
    }
}
