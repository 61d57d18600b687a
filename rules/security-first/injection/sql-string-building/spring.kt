package fixtures

import jakarta.persistence.EntityManager
import org.springframework.data.jpa.domain.JpaSort
import org.springframework.jdbc.core.JdbcTemplate
import org.springframework.jdbc.core.simple.JdbcClient
import org.springframework.kafka.annotation.KafkaListener
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PathVariable
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestBody
import org.springframework.web.bind.annotation.RequestHeader
import org.springframework.web.bind.annotation.RequestParam

class OrderController(private val jdbcTemplate: JdbcTemplate, private val jdbcClient: JdbcClient, private val em: EntityManager) {
    @GetMapping("/bound/{id}")
    fun bound(@PathVariable id: Long, @RequestParam status: OrderStatus, @RequestParam(required = false) page: String?) {
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        jdbcTemplate.queryForList("SELECT * FROM orders WHERE id = $id AND status = '$status'")
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        jdbcClient.sql("SELECT * FROM orders WHERE page = :page").param("page", page).query()
        val number = page?.toIntOrNull() ?: 0
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        jdbcTemplate.queryForList("SELECT * FROM orders OFFSET $number")
    }

    @GetMapping("/sorted")
    fun sorted(@RequestParam sort: String): List<Map<String, Any>> {
        require(sort.lowercase() in SORT_COLUMNS) { "unknown column" }
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        return jdbcTemplate.queryForList("SELECT * FROM orders ORDER BY $sort")
    }

    @GetMapping("/by-name")
    fun byName(name: String, @RequestHeader("X-Tenant") tenant: String?) {
        // ruleid: sql-string-building-kotlin
        jdbcTemplate.query("SELECT * FROM orders WHERE name = '$name'") { rs, _ -> rs.getLong(1) }
        // ruleid: sql-string-building-kotlin
        jdbcTemplate.query(sql = "SELECT * FROM $tenant.orders", rowMapper = mapper)
        // ruleid: sql-string-building-kotlin
        jdbcClient.sql("SELECT * FROM orders WHERE name = '" + name.trim() + "'").query()
    }

    @PostMapping("/search")
    fun search(@RequestBody body: SearchBody): List<*> {
        var jpql = "SELECT o FROM Order o WHERE 1 = 1"
        if (body.name != null) {
            jpql += " AND o.name LIKE '%${body.name}%'"
        }
        // ruleid: sql-string-building-kotlin
        return em.createQuery(jpql).resultList
    }

    @KafkaListener(topics = ["orders"])
    fun consume(message: String) {
        // ruleid: sql-string-building-kotlin
        jdbcTemplate.update("INSERT INTO inbox (body) VALUES ('%s')".format(message))
    }

    @GetMapping("/unsafe")
    fun unsafe(@RequestParam order: String) {
        // ruleid: sql-string-building-kotlin
        repository.findAll(JpaSort.unsafe(order))
    }
}
