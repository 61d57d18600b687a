package shop;

import jakarta.ws.rs.GET;
import org.springframework.web.bind.annotation.GetMapping;

class PriceService {
    Price logged(String id) {
        Price price;
        try {
            price = client.load(id);
        // ok: broad-catch-java
        } catch (Exception e) {
            log.warn("load price {}", id, e);
            price = Price.NONE;
        }
        return price;
    }

    Price narrow(String id) {
        Price price;
        try {
            price = client.load(id);
        // ok: broad-catch-java
        } catch (PriceNotFound e) {
            price = Price.NONE;
        }
        return price;
    }

    Price counted(String id) {
        try {
            return client.load(id);
        // ok: broad-catch-java
        } catch (Exception e) {
            failures.increment();
            return Price.NONE;
        }
    }

    boolean isReachable() {
        boolean reachable = true;
        try {
            client.ping();
        // ok: broad-catch-java
        } catch (Exception e) {
            reachable = false;
        }
        return reachable;
    }

    @GetMapping("/price")
    Price replaced(String id) {
        Price price;
        try {
            price = client.load(id);
        // ruleid: broad-catch-java
        } catch (Exception e) {
            price = null;
        }
        return price;
    }

    @GET
    Price unnamed(String id) {
        try {
            return client.load(id);
        // ruleid: broad-catch-java
        } catch (RuntimeException e) {
            log.error("could not load the price");
            return null;
        }
    }

    void told(String id) {
        try {
            client.load(id);
        // ruleid: broad-catch-java
        } catch (Throwable t) {
            System.err.println("no price");
        }
    }

    void kept(String id) {
        RuntimeException failure = null;
        try {
            client.load(id);
        // ok: broad-catch-java
        } catch (RuntimeException e) {
            failure = e;
        }
        if (failure != null) {
            undo(id, failure);
        }
    }
}
