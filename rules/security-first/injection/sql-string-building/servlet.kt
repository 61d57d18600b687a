package fixtures

import jakarta.servlet.http.HttpServlet
import jakarta.servlet.http.HttpServletRequest
import jakarta.servlet.http.HttpServletResponse
import java.sql.Connection
import javax.sql.DataSource

class OrderServlet(private val dataSource: DataSource) : HttpServlet() {
    override fun doGet(request: HttpServletRequest, response: HttpServletResponse) {
        val id = request.getParameter("id")?.toLong()
        dataSource.connection.use { connection ->
            // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
            connection.createStatement().executeQuery("SELECT * FROM orders WHERE id = $id")
            // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
            connection.prepareStatement("SELECT * FROM orders WHERE name = ?").setString(1, request.getParameter("name"))
            // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
            connection.prepareStatement("SELECT * FROM " + TABLE)
        }
    }

    override fun doPost(request: HttpServletRequest, response: HttpServletResponse) {
        val name = request.getParameter("name") ?: ""
        dataSource.connection.use { connection ->
            val statement = connection.createStatement()
            // ruleid: sql-string-building-kotlin
            statement.executeQuery("SELECT * FROM orders WHERE name = '$name'")
            val tail = " ORDER BY ${request.getHeader("X-Sort")}"
            // ruleid: sql-string-building-kotlin
            statement.execute("SELECT * FROM orders" + tail)
            // ruleid: sql-string-building-kotlin
            statement.addBatch(String.format("DELETE FROM orders WHERE name = '%s'", name))
        }
        helper(request)
    }

    private fun helper(request: HttpServletRequest) {
        // ruleid: sql-string-building-kotlin
        dataSource.connection.prepareStatement("SELECT ${request.queryString} FROM orders")
    }
}
