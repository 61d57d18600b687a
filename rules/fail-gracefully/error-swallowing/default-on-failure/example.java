package shop;

class OrderService {
    Integer number(String text) {
        try {
            return Integer.valueOf(text);
        // ok: default-on-failure-java
        } catch (NumberFormatException e) {
            return null;
        }
    }

    Order logged(String id) {
        try {
            return store.load(id);
        // ok: default-on-failure-java
        } catch (Exception e) {
            log.error("load order {}", id, e);
            return null;
        }
    }

    boolean isAlive() {
        try {
            store.ping();
            return true;
        // ok: default-on-failure-java
        } catch (Exception e) {
            return false;
        }
    }

    ResponseEntity<Order> answered(String id) {
        try {
            return ResponseEntity.ok(store.load(id));
        // ok: default-on-failure-java
        } catch (Exception e) {
            return ResponseEntity.status(503).build();
        }
    }

    Order load(String id) {
        try {
            return store.load(id);
        // ruleid: default-on-failure-java
        } catch (Exception e) {
            return null;
        }
    }

    boolean save(Order order) {
        try {
            store.save(order);
            return true;
        // ruleid: default-on-failure-java
        } catch (java.sql.SQLException e) {
            // not saved
            return false;
        }
    }

    List<Order> all() {
        try {
            return store.all();
        // ruleid: default-on-failure-java
        } catch (IOException | RuntimeException e) {
            return new ArrayList<>();
        } finally {
            store.close();
        }
    }

    Optional<Order> find(String id) {
        try {
            return store.find(id);
        // ruleid: default-on-failure-java
        } catch (final Throwable t) { return Optional.empty(); }
    }

    boolean validateXml(String xml) {
        try {
            builder.parse(new InputSource(new StringReader(xml)));
            return true;
        // ok: default-on-failure-java
        } catch (SAXException | IOException e) {
            return false;
        }
    }

    String hashOf(Order order) {
        // an order that nobody can read has no hash:
        // it is right to return null here, the hash is made when the order is mended
        try {
            return hash(order);
        // ok: default-on-failure-java
        } catch (Exception e) {
            return null;
        }
    }

    String near(String path) {
        try {
            return canonical(path);
        // ok: default-on-failure-java
        } catch (IOException ignored) {
            // neither of the two is there yet, so that none lies in the other
            return null;
        }
    }
}
