package shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.ServerResponse;

class PriceClient {
    Mono<Price> mapped(String id) {
        // ok: discarded-error-java
        return load(id).onErrorMap(e -> new PriceFailed(id, e));
    }

    Mono<Price> narrow(String id) {
        // ok: discarded-error-java
        return load(id).onErrorReturn(NotFound.class, Price.NONE);
    }

    void watched(String id) {
        // ok: discarded-error-java
        load(id).subscribe(this::store, e -> log.error("load {}", id, e));
    }

    @GetMapping("/prices")
    Flux<Price> all() {
        // ruleid: discarded-error-java
        return client.get().retrieve().bodyToFlux(Price.class).onErrorResume(e -> Flux.empty());
    }

    Mono<Boolean> stored(Price price) {
        // ruleid: discarded-error-java
        return store(price).onErrorReturn(false);
    }

    void forgotten(String id) {
        // ruleid: discarded-error-java
        load(id).subscribe(this::store, e -> {});
    }
}
