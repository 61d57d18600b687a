package fixtures;

class Users {
  private static final String COLUMNS = "id, name, email";
  private static final Set<String> ALLOWED = Set.of("name", "created_at");

  void bound(String name, long id) throws SQLException {
    // ok: sql-string-building-java, sql-string-building-parameter-java
    connection.prepareStatement("SELECT * FROM users WHERE name = ?");
    // ok: sql-string-building-java, sql-string-building-parameter-java
    connection.prepareStatement("SELECT " + COLUMNS + " FROM users WHERE name = ?");
    // ok: sql-string-building-java, sql-string-building-parameter-java
    statement.executeQuery("SELECT * FROM users WHERE id = " + id);
    // ok: sql-string-building-java, sql-string-building-parameter-java
    jdbcTemplate.query("SELECT * FROM users WHERE name LIKE ?", mapper, "%" + name + "%");
    // ok: sql-string-building-java, sql-string-building-parameter-java
    em.createQuery("SELECT u FROM User u WHERE u.name = :name").setParameter("name", name);
  }

  void placeholdersForAList(List<String> ids) throws SQLException {
    String marks = String.join(",", Collections.nCopies(ids.size(), "?"));
    // ok: sql-string-building-java, sql-string-building-parameter-java
    connection.prepareStatement("SELECT * FROM users WHERE id IN (" + marks + ")");
  }

  void optional(String name) {
    StringBuilder sql = new StringBuilder("SELECT * FROM users WHERE 1 = 1");
    List<Object> values = new ArrayList<>();
    if (name != null) {
      sql.append(" AND name = ?");
      values.add(name);
    }
    // ok: sql-string-building-java, sql-string-building-parameter-java
    jdbcTemplate.query(sql.toString(), values.toArray(), mapper);
  }

  void anAllowList(String column) throws SQLException {
    if (!ALLOWED.contains(column)) {
      throw new IllegalArgumentException(column);
    }
    // ok: sql-string-building-java, sql-string-building-parameter-java
    connection.prepareStatement("SELECT * FROM users ORDER BY " + column);
  }

  List<User> aWrapper(String sql) {
    // ok: sql-string-building-java, sql-string-building-parameter-java
    return jdbcTemplate.query(sql, mapper);
  }

  void noDatabase(String name) {
    // ok: sql-string-building-java, sql-string-building-parameter-java
    digest.update(("salt" + name).getBytes());
  }

  void built(String name) throws SQLException {
    // ruleid: sql-string-building-parameter-java
    statement.executeQuery("SELECT * FROM users WHERE name = '" + name + "'");
    // ruleid: sql-string-building-parameter-java
    connection.prepareStatement(String.format("SELECT * FROM users WHERE name = '%s'", name));
    // ruleid: sql-string-building-parameter-java
    jdbcTemplate.update("DELETE FROM users WHERE name = '" + name + "'");
    // ruleid: sql-string-building-parameter-java
    em.createQuery("SELECT u FROM User u WHERE u.name = '" + name + "'");
    // ruleid: sql-string-building-parameter-java
    em.createNativeQuery("SELECT * FROM users WHERE name = '%s'".formatted(name));
  }

  void added(String name) throws SQLException {
    String sql = "SELECT * FROM users";
    sql += " WHERE name = '" + name + "'";
    // ruleid: sql-string-building-parameter-java
    statement.execute(sql);
  }

  void appended(String name) throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT * FROM users");
    sql.append(" WHERE name = '").append(name).append("'");
    // ruleid: sql-string-building-parameter-java
    connection.prepareStatement(sql.toString());
  }

  @GetMapping("/users")
  List<User> byBody(@RequestBody UserSearch search) {
    // ruleid: sql-string-building-java
    return jdbcTemplate.query("SELECT * FROM users WHERE name = '" + search.getName() + "'", mapper);
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) throws SQLException {
    String user = request.getParameter("user");
    // ruleid: sql-string-building-java
    statement.executeQuery("SELECT * FROM users WHERE name = '" + user + "'");
  }

  void namesOfTables(String archive, String quarter, Clause rest) {
    // ok: sql-string-building-java, sql-string-building-parameter-java
    jdbcTemplate.execute("TRUNCATE " + archive + "_" + quarter);
    // ok: sql-string-building-java, sql-string-building-parameter-java
    jdbcTemplate.execute("ALTER TABLE parts ADD CONSTRAINT " + generator.escape(archive) + " UNIQUE (" + generator.escape(quarter) + ")");
    // ok: sql-string-building-java, sql-string-building-parameter-java
    jdbcTemplate.query("SELECT " + rows.columnsFor(quarter) + " FROM parts", rows);
    String sql = "SELECT * FROM parts WHERE kind = ?";
    sql += onlyMine(quarter, rest);
    // ok: sql-string-building-java, sql-string-building-parameter-java
    jdbcTemplate.query(sql, rows, rest.values());
  }

  void byKind(String kind) {
    // ok: sql-string-building-java, sql-string-building-parameter-java
    jdbcTemplate.query("SELECT * FROM parts WHERE kind = " + Kind.of(kind).number(), rows);
    // ok: sql-string-building-java, sql-string-building-parameter-java
    jdbcTemplate.query("SELECT * FROM parts WHERE version = " + toNumber(kind), rows);
  }

  void inATable(List<String> names) {
    String[] all = new String[names.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = "DELETE FROM parts WHERE name = '" + names.get(i) + "'";
    }
    // ruleid: sql-string-building-parameter-java
    jdbcTemplate.batchUpdate(all);
  }
}

class PartsMigration {
  void run(String marker) throws SQLException {
    // ok: sql-string-building-java, sql-string-building-parameter-java
    statement.execute("UPDATE parts SET marker = '" + marker + "'");
  }
}
