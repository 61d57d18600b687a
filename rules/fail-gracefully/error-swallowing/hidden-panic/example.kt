package shop

import kotlinx.coroutines.CoroutineExceptionHandler

class Workers {
    // ok: hidden-panic-kotlin
    private val logging = CoroutineExceptionHandler { _, e -> log.error("worker died", e) }

    // ruleid: hidden-panic-kotlin
    private val silent = CoroutineExceptionHandler { _, _ -> }

    fun start() {
        // ok: hidden-panic-kotlin
        Thread.setDefaultUncaughtExceptionHandler { thread, e -> log.error("{} died", thread.name, e) }
        // ok: hidden-panic-kotlin
        listeners.onChange { _, _ -> }
        // ruleid: hidden-panic-kotlin
        Thread.setDefaultUncaughtExceptionHandler { _, _ ->
            // never mind
        }
    }
}
