package fixtures;

import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.jdbc.SQL;

interface UserMapper {
  // ok: sql-string-building-mybatis-java
  @Select("SELECT * FROM users WHERE name = #{name}")
  User byName(String name);

  // ok: sql-string-building-mybatis-java
  @Select("SELECT * FROM ${tenant}.users WHERE name = #{name}")
  User ofTenant(String tenant, String name);

  // ok: sql-string-building-mybatis-java
  @Select("SELECT * FROM users WHERE name LIKE CONCAT('%', #{name}, '%')")
  List<User> like(String name);

  // ruleid: sql-string-building-mybatis-java
  @Select("SELECT * FROM users WHERE name = '${name}'")
  User pasted(String name);

  // ruleid: sql-string-building-mybatis-java
  @Select("SELECT * FROM users WHERE name LIKE '%${name}%'")
  List<User> pastedLike(String name);

  @Select({
    "SELECT * FROM users",
    // ruleid: sql-string-building-mybatis-java
    "WHERE id IN (${ids})"
  })
  List<User> pastedList(String ids);

  // ruleid: sql-string-building-mybatis-java
  @Update(value = "UPDATE users SET name = ${name} WHERE id = #{id}")
  void rename(long id, String name);
}

class UserSqlProvider {
  String bound(String name) {
    return new SQL() {{
      SELECT("*");
      FROM("users");
      // ok: sql-string-building-java, sql-string-building-parameter-java
      WHERE("name = #{name}");
    }}.toString();
  }

  String built(String name) {
    SQL sql = new SQL().SELECT("*").FROM("users");
    // ruleid: sql-string-building-parameter-java
    sql.WHERE("name = '" + name + "'");
    return sql.toString();
  }

  String text(String name) {
    // ruleid: sql-string-building-parameter-java
    return "SELECT * FROM users WHERE name = '" + name + "'";
  }
}
