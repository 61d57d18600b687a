package fixtures;

import jakarta.ws.rs.GET;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.web.bind.annotation.GetMapping;

class Orders {
  @GetMapping("/orders/page")
  Page<Order> page(Pageable pageable) {
    // ok: unbounded-query-java
    return orderRepository.findAll(pageable);
  }

  @GetMapping("/orders/new")
  List<Order> newest() {
    // ok: unbounded-query-java
    return orderRepository.findTop20ByOrderByCreatedDesc();
  }

  List<Order> report() {
    // ok: unbounded-query-java
    return orderRepository.findAll();
  }

  @GetMapping("/orders")
  List<Order> all() {
    // ruleid: unbounded-query-java
    return orderRepository.findAll();
  }

  @GET
  List<Order> resource() {
    // ruleid: unbounded-query-java
    return orderDao.findAll();
  }
}
