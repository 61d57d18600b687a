package shop;

import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.POST;
import org.springframework.web.bind.annotation.PostMapping;

class OrderWorker implements Runnable {
    void restored() {
        try {
            Thread.sleep(100);
        // ok: swallowed-interrupt-java
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void passedOn() throws InterruptedException {
        try {
            queue.take();
        // ok: swallowed-interrupt-java
        } catch (InterruptedException e) {
            log.info("stopped", e);
            throw e;
        }
    }

    Order remembered() {
        boolean interrupted = false;
        while (true) {
            try {
                return queue.take();
            // ok: swallowed-interrupt-java
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    public void run() {
        while (true) {
            try {
                handle(queue.take());
            // ok: swallowed-interrupt-java
            } catch (InterruptedException e) {
                log.info("worker ends");
                return;
            }
        }
    }

    @PostMapping("/pause")
    void pause() {
        try {
            Thread.sleep(100);
        // ruleid: swallowed-interrupt-java
        } catch (InterruptedException e) {
        }
    }

    @POST
    void waited() {
        try {
            latch.await();
        // ruleid: swallowed-interrupt-java
        } catch (InterruptedException | ExecutionException e) {
            log.warn("not ready", e);
        }
    }

    Order taken() {
        try {
            return queue.take();
        // ruleid: swallowed-interrupt-java
        } catch (InterruptedException e) {
            return null;
        }
    }

    void printed() {
        try {
            Thread.sleep(100);
        // ruleid: swallowed-interrupt-java
        } catch (InterruptedException e) {
            e.printStackTrace();
        }
    }

    void drain() {
        pool.execute(() -> {
            while (open.get()) {
                try {
                    handle(queue.take());
                // ok: swallowed-interrupt-java
                } catch (InterruptedException e) {
                    log.info("drained");
                    break;
                }
            }
        });
    }

    void stop() {
        try {
            Thread.sleep(100);
        // ok: swallowed-interrupt-java
        } catch (InterruptedException e) {
            log.info("stopped at once");
        }
        System.exit(1);
    }

    void rolledBack() throws Exception {
        Exception failure = null;
        try {
            latch.await();
        // ok: swallowed-interrupt-java
        } catch (InterruptedException | IllegalStateException e) {
            failure = e;
        }
        if (failure != null) {
            undo();
            throw failure;
        }
    }

    void pause() {
        try {
            Thread.sleep(10);
        // ok: swallowed-interrupt-java
        } catch (InterruptedException e) {
            // we are shutting down; the flag stays clear so that the lock can be released
        }
    }

    void wait(long time) {
        try {
            Thread.sleep(time);
        // ruleid: swallowed-interrupt-java
        } catch (InterruptedException e) {
            log.warn("interrupted");
        }
    }
}
