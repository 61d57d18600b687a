package fixtures;

import jakarta.persistence.EntityManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;
import org.hibernate.Session;

class UserResource {
  private final EntityManager em;
  private final Session session;

  @GET
  List<User> bound(@QueryParam("name") String name, @QueryParam("page") int page) {
    // ok: sql-string-building-java, sql-string-building-parameter-java
    em.createQuery("SELECT u FROM User u WHERE u.name = :name", User.class).setParameter("name", name);
    // ok: sql-string-building-java, sql-string-building-parameter-java
    session.createNativeQuery("SELECT * FROM users WHERE name = ?1", User.class).setParameter(1, name);
    // ok: sql-string-building-java, sql-string-building-parameter-java
    return em.createNamedQuery(name, User.class).getResultList();
  }

  <T> List<T> ofType(Class<T> type) {
    // ok: sql-string-building-java, sql-string-building-parameter-java
    return em.createQuery("SELECT e FROM " + type.getSimpleName() + " e", type).getResultList();
  }

  @GET
  List<User> built(@QueryParam("name") String name, @HeaderParam("X-Sort") String sort) {
    // ruleid: sql-string-building-java
    em.createNativeQuery("SELECT * FROM users WHERE name = '" + name + "'", User.class);
    // ruleid: sql-string-building-java
    session.createQuery("FROM User ORDER BY " + sort, User.class);
    // ruleid: sql-string-building-java
    return em.createQuery("SELECT u FROM User u WHERE u.name LIKE '%" + name + "%'").getResultList();
  }

  @GetMapping("/sorted")
  List<User> sorted(@RequestParam String sort) {
    // ruleid: sql-string-building-java
    return users.findAll(JpaSort.unsafe(sort));
  }
}
