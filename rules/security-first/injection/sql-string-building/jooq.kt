package fixtures

import org.jooq.DSLContext
import org.jooq.impl.DSL

class Orders(private val dsl: DSLContext) {
    fun bound(name: String) {
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        dsl.fetch("SELECT * FROM orders WHERE name = ?", name)
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        dsl.selectFrom(ORDERS).where(ORDERS.NAME.eq(name)).fetch()
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        DSL.field("lower(name)", String::class.java)
    }

    fun built(name: String, column: String) {
        // ruleid: sql-string-building-parameter-kotlin
        dsl.fetch("SELECT * FROM orders WHERE name = '$name'")
        // ruleid: sql-string-building-parameter-kotlin
        dsl.selectFrom(ORDERS).where(DSL.condition("name = '$name'")).fetch()
        // ruleid: sql-string-building-parameter-kotlin
        dsl.resultQuery("SELECT * FROM orders ORDER BY " + column)
        // ruleid: sql-string-building-parameter-kotlin
        handle.createQuery("SELECT * FROM orders WHERE name = '$name'")
    }
}
