package fixtures;

import jakarta.persistence.EntityManager;
import org.apache.ibatis.annotations.Mapper;
import org.hibernate.Session;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;

class Invoices {
  @GetMapping("/invoices")
  void once(List<Long> ids) {
    // ok: query-in-loop-java
    Map<Long, User> users = byId(userRepository.findAllById(ids));
    for (Long id : ids) {
      // ok: query-in-loop-java
      users.get(id);
      // ok: query-in-loop-java
      objectMapper.readValue(texts.get(id), Invoice.class);
    }
    // ok: query-in-loop-java
    for (User user : userRepository.findByNameIn(ids)) {
      send(user);
    }
    for (List<Long> chunk : partition(ids, 500)) {
      // ok: query-in-loop-java
      userRepository.findAllById(chunk);
    }
  }

  @GetMapping("/invoices/each")
  void each(List<Order> orders) {
    for (Order order : orders) {
      // ruleid: query-in-loop-java
      User user = userRepository.findById(order.getUserId()).orElseThrow();
      // ruleid: query-in-loop-java
      jdbcTemplate.queryForObject("SELECT name FROM users WHERE id = ?", String.class, order.getUserId());
    }
    orders.forEach(order -> {
      // ruleid: query-in-loop-java
      em.find(User.class, order.getUserId());
    });
    // ruleid: query-in-loop-java
    orders.stream().map(order -> userMapper.selectById(order.getUserId())).toList();
  }

  void importOrders(List<Order> orders) {
    for (Order order : orders) {
      // ok: query-in-loop-java
      User user = userRepository.findByMail(order.getMail());
    }
  }

  @Scheduled(cron = "0 0 3 * * *")
  void remind() {
    for (Order order : late()) {
      // ok: query-in-loop-java
      send(userRepository.findById(order.getUserId()));
    }
  }
}

class OrderMigration {
  void run(List<Order> orders) {
    for (Order order : orders) {
      // ok: query-in-loop-java
      userRepository.findById(order.getUserId());
    }
  }
}
