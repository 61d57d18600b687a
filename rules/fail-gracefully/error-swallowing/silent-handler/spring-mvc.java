package shop;

import jakarta.ws.rs.GET;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.reactive.function.server.ServerRequest;

@RestController
class OrderController {
    enum Kind {
        BOOK;

        static Kind parsed(String text) {
            try {
                return Kind.valueOf(Integer.parseInt(text));
            // ok: silent-handler-java
            } catch (NumberFormatException e) {
            }
            return BOOK;
        }

        static void store(Connection connection) {
            try {
                connection.commit();
            // ruleid: silent-handler-java
            } catch (SQLException e) {
            }
        }
    }

    void closeQuietly(Session session) {
        try {
            session.end();
        // ok: silent-handler-java
        } catch (Exception e) {
        }
    }

    @PostMapping("/orders")
    void place(@RequestBody Order order) {
        try {
            service.place(order);
        // ruleid: silent-handler-java
        } catch (@SuppressWarnings("unused") Exception e) {
            /* nothing to do */
        }
    }
}
