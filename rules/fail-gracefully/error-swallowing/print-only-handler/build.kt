plugins {
    id("shop.conventions")
}

tasks.register("stopShop") {
    doLast {
        try {
            stop(pidFile.readText())
        // ok: print-only-handler-kotlin
        } catch (e: Exception) {
            println("could not stop: ${e.message}")
        }
    }
}
