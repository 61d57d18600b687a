package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Statement;

class Orders {
  void numbers(HttpServletRequest request, Statement statement) throws SQLException {
    int page = Integer.parseInt(request.getParameter("page"));
    // ok: sql-string-building-java, sql-string-building-parameter-java
    statement.executeQuery("SELECT * FROM orders OFFSET " + page * 20);
    Direction direction = Direction.valueOf(request.getParameter("direction"));
    // ok: sql-string-building-java, sql-string-building-parameter-java
    statement.executeQuery("SELECT * FROM orders ORDER BY id " + direction);
  }

  void constantBranch(HttpServletRequest request, Connection connection) throws SQLException {
    String order = request.getParameter("order").equals("name") ? "name" : "id";
    // ok: sql-string-building-java, sql-string-building-parameter-java
    connection.prepareStatement("SELECT * FROM orders ORDER BY " + order);
    Map<String, String> columns = new HashMap<>();
    columns.put("default", "id");
    columns.put("asked", request.getParameter("order"));
    // ok: sql-string-building-java, sql-string-building-parameter-java
    connection.prepareStatement("SELECT * FROM orders ORDER BY " + columns.get("default"));
  }

  void switched(HttpServletRequest request, Connection connection) throws SQLException {
    String column = switch (request.getParameter("order")) {
      case "name" -> "name";
      default -> "id";
    };
    // ok: sql-string-building-java, sql-string-building-parameter-java
    connection.prepareStatement("SELECT * FROM orders ORDER BY " + column);
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) throws SQLException {
    for (Cookie cookie : request.getCookies()) {
      // ruleid: sql-string-building-java
      statement.executeQuery("SELECT * FROM carts WHERE token = '" + cookie.getValue() + "'");
    }
    String key = URLDecoder.decode(request.getHeader("X-Key"), "UTF-8");
    // ruleid: sql-string-building-java
    CallableStatement call = connection.prepareCall("{call find(" + key + ")}");
    // ruleid: sql-string-building-java
    statement.addBatch("DELETE FROM carts WHERE key = '" + key + "'");
  }

  void paged(Connection connection, OrderFilter filter) throws SQLException {
    StringBuilder where = new StringBuilder("WHERE 1 = 1");
    if (filter.getCity() != null) {
      where.append(" AND city = '" + filter.getCity() + "'");
    }
    // ruleid: sql-string-building-parameter-java
    connection.prepareStatement("SELECT * FROM orders " + where);
  }
}
