package fixtures

import jakarta.ws.rs.CookieParam
import jakarta.ws.rs.GET
import jakarta.ws.rs.POST
import jakarta.ws.rs.PathParam
import jakarta.ws.rs.QueryParam
import jakarta.ws.rs.core.Context
import jakarta.ws.rs.core.UriInfo
import java.sql.Connection
import org.hibernate.Session

class OrderResource(private val connection: Connection, private val session: Session) {
    @GET
    fun bound(@PathParam("id") id: Long, @QueryParam("name") name: String) {
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        connection.prepareStatement("SELECT * FROM orders WHERE name = ?").setString(1, name)
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        session.createQuery("FROM Order WHERE id = $id", Order::class.java)
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        session.createQuery("FROM Order WHERE name = :name", Order::class.java).setParameter("name", name)
    }

    @GET
    fun byName(@QueryParam("name") name: String, @CookieParam("tenant") tenant: String?) {
        // ruleid: sql-string-building-kotlin
        connection.createStatement().use { it.executeQuery("SELECT * FROM orders WHERE name = '$name'") }
        // ruleid: sql-string-building-kotlin
        session.createNativeQuery("SELECT * FROM $tenant.orders", Order::class.java)
    }

    @GET
    fun byUri(@Context uri: UriInfo) {
        val status = uri.queryParameters.getFirst("status")
        // ruleid: sql-string-building-kotlin
        session.createQuery("FROM Order WHERE status = '" + status + "'", Order::class.java)
    }

    @POST
    fun post(form: OrderForm) {
        // ruleid: sql-string-building-kotlin
        connection.prepareStatement("INSERT INTO orders (name) VALUES ('${form.name}')").execute()
    }
}
