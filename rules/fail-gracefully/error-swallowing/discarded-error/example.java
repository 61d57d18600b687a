package shop;

class OrderService {
    CompletableFuture<Order> logged(String id) {
        return load(id)
            // ok: discarded-error-java
            .exceptionally(e -> recover(id, e));
    }

    CompletableFuture<Order> blocked(String id) {
        return load(id).exceptionally(e -> {
            log.error("load order {}", id, e);
            // ok: discarded-error-java
            return null;
        });
    }

    Mono<Order> narrow(String id) {
        return find(id)
            // ok: discarded-error-java
            .onErrorResume(NotFound.class, e -> Mono.empty());
    }

    Mono<Order> passedOn(String id) {
        // ok: discarded-error-java
        return find(id).onErrorResume(e -> Mono.error(new StoreFailed(id, e)));
    }

    CompletableFuture<Order> load(String id) {
        return client.load(id)
            // ruleid: discarded-error-java
            .exceptionally(e -> null);
    }

    Mono<Order> find(String id) {
        // ruleid: discarded-error-java
        return client.find(id).onErrorResume(e -> Mono.empty());
    }

    Flux<Order> all() {
        return client.all().onErrorResume(Exception.class, e ->
            // ruleid: discarded-error-java
            Flux.empty());
    }
}
