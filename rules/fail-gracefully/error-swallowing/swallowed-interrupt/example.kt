package shop

import kotlinx.coroutines.CancellationException

class Worker(private val queue: BlockingQueue<Job>) {
    fun restored() {
        try {
            queue.take().run()
        // ok: swallowed-interrupt-kotlin
        } catch (e: InterruptedException) {
            Thread.currentThread().interrupt()
        }
    }

    fun passedOn() {
        try {
            queue.take().run()
        // ok: swallowed-interrupt-kotlin
        } catch (e: InterruptedException) {
            log.info("stopped")
            throw Stopped(e)
        }
    }

    fun ended() {
        while (true) {
            try {
                queue.take().run()
            // ok: swallowed-interrupt-kotlin
            } catch (e: InterruptedException) {
                return
            }
        }
    }

    fun loop() {
        try {
            while (running) {
                queue.take().run()
            }
        // ok: swallowed-interrupt-kotlin
        } catch (e: InterruptedException) {
            log.info("stopped")
        }
    }

    suspend fun again() {
        try {
            poll()
        // ok: swallowed-interrupt-kotlin
        } catch (e: CancellationException) {
            throw e
        }
    }

    fun empty() {
        try {
            Thread.sleep(1000)
        // ruleid: swallowed-interrupt-kotlin
        } catch (e: InterruptedException) {
        }
    }

    fun logged() {
        try {
            queue.take().run()
        // ruleid: swallowed-interrupt-kotlin
        } catch (e: InterruptedException) {
            log.warn("interrupted", e)
        }
    }

    suspend fun cancelled() {
        try {
            poll()
        // ruleid: swallowed-interrupt-kotlin
        } catch (e: kotlinx.coroutines.CancellationException) {
            log.info("cancelled")
        }
    }

    suspend fun marked(job: Download) {
        try {
            poll()
        // ok: swallowed-interrupt-kotlin
        } catch (e: CancellationException) {
            log.debug("stopped")
            job.state = Queued
        }
    }

    suspend fun suspended() {
        try {
            delay(pause.milliseconds)
        // ok: swallowed-interrupt-kotlin
        } catch (_: InterruptedException) {
            // nothing to do
        }
    }
}
