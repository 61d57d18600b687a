package shop;

import jakarta.ws.rs.POST;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.PostMapping;

class Mailer {
    void kept() throws Exception {
        // ok: unhandled-async-java
        Future<?> future = pool.submit(() -> send("kept"));
        future.get();
        // ok: unhandled-async-java
        futures.add(pool.submit(() -> send("kept")));
    }

    void caught() {
        pool.submit(() -> {
            // ok: unhandled-async-java
            try {
                send("caught");
            } catch (Exception e) {
                log.error("send", e);
            }
        });
        // ok: unhandled-async-java
        pool.execute(() -> send("the handler of the thread sees it"));
    }

    CompletableFuture<Void> handled() {
        // ok: unhandled-async-java
        CompletableFuture.runAsync(() -> send("handled")).whenComplete((done, error) -> record(error));
        // ok: unhandled-async-java
        return CompletableFuture.runAsync(() -> send("returned"));
    }

    @PostMapping("/mail")
    void forgotten() {
        // ruleid: unhandled-async-java
        pool.submit(() -> send("forgotten"));
        // ruleid: unhandled-async-java
        CompletableFuture.runAsync(() -> send("forgotten"), pool);
    }

    @POST
    void alsoForgotten() {
        // ruleid: unhandled-async-java
        CompletableFuture.supplyAsync(() -> {
            send("forgotten");
            return true;
        });
    }
}
