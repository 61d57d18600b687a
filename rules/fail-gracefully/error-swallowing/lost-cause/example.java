package shop;

import jakarta.persistence.EntityManager;
import jakarta.ws.rs.GET;
import java.sql.Connection;
import org.springframework.web.bind.annotation.GetMapping;

class OrderStore {
    Order wrapped(String id) {
        try {
            return read(id);
        // ok: lost-cause-java
        } catch (IOException e) {
            throw new StoreFailed("read order " + id, e);
        }
    }

    Order caused(String id) {
        try {
            return read(id);
        } catch (IOException e) {
            StoreFailed failed = new StoreFailed("read order " + id);
            failed.initCause(e);
            // ok: lost-cause-java
            throw failed;
        }
    }

    Order logged(String id) {
        try {
            return read(id);
        } catch (IOException e) {
            log.error("read order {}", id, e);
            // ok: lost-cause-java
            throw new StoreFailed("read order " + id);
        }
    }

    int parsed(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            // ok: lost-cause-java
            throw new BadRequest("not a number: " + text);
        }
    }

    Order inner(String id) {
        try {
            return read(id);
        } catch (ExecutionException e) {
            // ok: lost-cause-java
            throw new StoreFailed("read order", e.getCause());
        }
    }

    @GetMapping("/orders")
    Order message(String id) {
        try {
            return read(id);
        } catch (IOException e) {
            // ruleid: lost-cause-java
            throw new StoreFailed("read order: " + e.getMessage());
        }
    }

    @GET
    Order silent(String id) {
        try (Connection connection = connect()) {
            return read(connection, id);
        } catch (SQLException | IOException e) {
            if (id == null) {
                id = "none";
            }
            // ruleid: lost-cause-java
            throw new StoreFailed("read order " + id);
        }
    }

    Order joined(String id) {
        try {
            return read(id);
        } catch (final RuntimeException e) {
            // ruleid: lost-cause-java
            throw new IllegalStateException("read order " + id + ": " + e);
        }
    }

    Order made(String id) {
        try {
            return read(id);
        } catch (IOException e) {
            StoreFailed failed = new StoreFailed("read order " + id);
            // ruleid: lost-cause-java
            throw failed;
        }
    }

    Order asked(Request request) {
        try {
            return mapper.read(request.body(), Order.class);
        } catch (Exception e) {
            // ok: lost-cause-java
            throw new OrderValidationException("an order has an id and lines");
        }
    }

    Order translated(String id) {
        try {
            return tree.read(id);
        } catch (MissingNode e) {
            // ok: lost-cause-java
            throw new OrderNotReady(id);
        }
    }

    Settings refused(String text) {
        try {
            return mapper.read(text, Settings.class);
        } catch (IOException e) {
            // ok: lost-cause-java
            throw new UnprocessableSettings(e.getMessage());
        }
    }

    Order general(String id) {
        try {
            return tree.read(id);
        } catch (MissingNode e) {
            // ruleid: lost-cause-java
            throw new RuntimeException("read order: " + e.getMessage());
        }
    }

    Client found(String id) {
        try {
            return clients.load(id);
        } catch (InvalidClientException e) {
            // ok: lost-cause-java
            throw new NoSuchClientException("no client " + id);
        }
    }

    Result refreshed(Credentials credentials) {
        try {
            return tokens.refresh(credentials);
        } catch (Exception e) {
            // ok: lost-cause-java
            throw new Faults.LoginInvalid();
        }
    }

    User user(String token) {
        try {
            return users.login(token);
        } catch (GeneralSecurityException e) {
            // ok: lost-cause-java
            throw new WebApplicationException(Response.status(Response.Status.UNAUTHORIZED).build());
        }
    }
}
