package fixtures

private const val COLUMNS = "id, name, email"
private val ALLOWED = setOf("name", "created_at")

class Users(private val jdbc: JdbcTemplate) {
    fun bound(name: String, id: Int) {
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        jdbc.query("SELECT * FROM users WHERE name = ?", mapper, "%$name%")
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        jdbc.query("SELECT $COLUMNS FROM users WHERE id = $id", mapper)
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        em.createQuery("SELECT u FROM User u WHERE u.name = :name").setParameter("name", name)
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        db.rawQuery("SELECT * FROM users WHERE name = ?", arrayOf(name))
    }

    fun placeholdersForAList(ids: List<String>): List<User> {
        val marks = ids.joinToString(",") { "?" }
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        return jdbc.query("SELECT * FROM users WHERE id IN ($marks)", mapper)
    }

    fun anAllowList(column: String): List<User> {
        if (column !in ALLOWED) throw IllegalArgumentException(column)
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        return jdbc.query("SELECT * FROM users ORDER BY $column", mapper)
    }

    fun chosen(sort: String): List<User> {
        val column = when (sort) {
            "newest" -> "created_at"
            else -> "name"
        }
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        return jdbc.query("SELECT * FROM users ORDER BY $column", mapper)
    }

    // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
    fun aWrapper(sql: String) = jdbc.queryForList(sql)

    // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
    fun counted(sql: String) = jdbc.queryForObject("SELECT count(*) FROM ($sql) AS every")

    // ruleid: sql-string-building-parameter-kotlin
    fun ordered(sql: String, column: String) = jdbc.queryForList("$sql ORDER BY $column")

    fun built(name: String) {
        // ruleid: sql-string-building-parameter-kotlin
        jdbc.query("SELECT * FROM users WHERE name = '$name'", mapper)
        // ruleid: sql-string-building-parameter-kotlin
        em.createQuery("SELECT u FROM User u WHERE u.name = '${name}'")
        // ruleid: sql-string-building-parameter-kotlin
        db.rawQuery("SELECT * FROM users WHERE name = '$name'", null)
        // ruleid: sql-string-building-parameter-kotlin
        transaction { exec("SELECT * FROM users WHERE name = '$name'") }
    }

    fun concatenated(name: String) {
        val sql = "SELECT * FROM users WHERE name = '" + name + "'"
        // ruleid: sql-string-building-parameter-kotlin
        connection.createStatement().executeQuery(sql)
    }

    fun appended(name: String) {
        val sql = StringBuilder("SELECT * FROM users")
        sql.append(" WHERE name = '").append(name).append("'")
        // ruleid: sql-string-building-parameter-kotlin
        connection.prepareStatement(sql.toString())
    }

    @GetMapping("/users")
    // ruleid: sql-string-building-kotlin
    fun byName(@RequestParam name: String) = jdbc.queryForList("SELECT * FROM users WHERE name = '$name'")
}

fun Route.users() {
    get("/users") {
        val name = call.parameters["name"]
        // ruleid: sql-string-building-kotlin
        connection.prepareStatement("SELECT * FROM users WHERE name = '$name'")
    }
}
