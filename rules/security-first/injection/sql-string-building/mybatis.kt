package fixtures

import org.apache.ibatis.annotations.Mapper
import org.apache.ibatis.annotations.Param
import org.apache.ibatis.annotations.Select
import org.apache.ibatis.annotations.Update
import org.apache.ibatis.jdbc.SQL

@Mapper
interface OrderMapper {
    // ok: sql-string-building-mybatis-kotlin
    @Select("SELECT * FROM orders WHERE name = #{name}")
    fun bound(@Param("name") name: String): List<Order>

    // ok: sql-string-building-mybatis-kotlin
    @Select("SELECT * FROM orders ORDER BY \${orderColumn}")
    fun sorted(@Param("orderColumn") orderColumn: String): List<Order>

    // ok: sql-string-building-mybatis-kotlin
    @Select("SELECT * FROM orders WHERE status = '$OPEN'")
    fun open(): List<Order>

    // ruleid: sql-string-building-mybatis-kotlin
    @Select("SELECT * FROM orders WHERE name = '\${name}'")
    fun byName(@Param("name") name: String): List<Order>

    @Update(
        """
        UPDATE orders SET status = 'closed'
        -- by name
        """ +
            // ruleid: sql-string-building-mybatis-kotlin
            "WHERE name LIKE '%\${filter.name}%'",
    )
    fun close(@Param("filter") filter: Filter): Int
}

class OrderSql {
    fun bound(name: String) = SQL().apply {
        SELECT("*")
        FROM("orders")
        // ok: sql-string-building-kotlin, sql-string-building-parameter-kotlin
        WHERE("name = #{name}")
    }.toString()

    fun byName(name: String) = SQL().apply {
        SELECT("*")
        FROM("orders")
        // ruleid: sql-string-building-parameter-kotlin
        WHERE("name = '$name'")
    }.toString()
}
