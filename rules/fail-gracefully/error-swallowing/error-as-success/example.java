package shop;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;

class OrderController {
    @PostMapping("/orders")
    ResponseEntity<?> refused(Order order) {
        try {
            return ResponseEntity.ok(service.place(order));
        } catch (Exception e) {
            log.error("place order", e);
            // ok: error-as-success-java
            return ResponseEntity.internalServerError().build();
        }
    }

    ResponseEntity<?> nothing(String id) {
        try {
            return ResponseEntity.ok(service.find(id));
        } catch (OrderNotFoundException e) {
            // ok: error-as-success-java
            return ResponseEntity.ok(List.of());
        }
    }

    Response thrown(Order order) {
        try {
            // ok: error-as-success-java
            return Response.ok(service.place(order)).build();
        } catch (IOException e) {
            throw new ServerErrorException(503, e);
        }
    }

    @PostMapping("/orders/accept")
    ResponseEntity<String> accepted(Order order) {
        try {
            service.place(order);
            return ResponseEntity.ok("placed");
        } catch (Exception e) {
            log.error("place order", e);
            // ruleid: error-as-success-java
            return ResponseEntity.ok("something went wrong");
        }
    }

    Response resource(Order order) {
        try {
            return Response.ok(service.place(order)).build();
        } catch (PersistenceException e) {
            // ruleid: error-as-success-java
            return Response.ok("error " + e.getMessage()).build();
        }
    }

    Result<Order> result(Order order) {
        try {
            return Result.ok(service.place(order));
        } catch (RuntimeException e) {
            // ruleid: error-as-success-java
            return Result.ok(null);
        }
    }

    void doPost(HttpServletRequest request, HttpServletResponse response) {
        try {
            service.place(request);
        } catch (IOException e) {
            // ruleid: error-as-success-java
            response.setStatus(HttpServletResponse.SC_OK);
        }
    }
}
