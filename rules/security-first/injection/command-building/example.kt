package fixtures

class Commands {
    fun arguments(host: String, count: Int) {
        // ok: command-building-kotlin, command-building-parameter-kotlin
        ProcessBuilder("ping", host).start()
        // ok: command-building-kotlin, command-building-parameter-kotlin
        ProcessBuilder("bash", "-c", "ls -l").start()
        // ok: command-building-kotlin, command-building-parameter-kotlin
        Runtime.getRuntime().exec(arrayOf("ping", host))
        // ok: command-building-kotlin, command-building-parameter-kotlin
        Runtime.getRuntime().exec("head -n $count log.txt")
        // ok: command-building-kotlin, command-building-parameter-kotlin
        tasks.exec("task $host")
    }

    fun built(host: String) {
        // ruleid: command-building-parameter-kotlin
        Runtime.getRuntime().exec("ping $host")
        // ruleid: command-building-parameter-kotlin
        Runtime.getRuntime().exec(arrayOf("sh", "-c", "ping $host"))
        // ruleid: command-building-parameter-kotlin
        ProcessBuilder("sh", "-c", "ping $host").start()
        // ruleid: command-building-parameter-kotlin
        ProcessBuilder(listOf("bash", "-c", "ping " + host)).start()
    }

    fun builtBefore(host: String) {
        val command = "ping $host"
        // ruleid: command-building-parameter-kotlin
        Runtime.getRuntime().exec(command)
    }

    @PostMapping("/run")
    fun fromTheRequest(@RequestParam program: String) {
        // ruleid: command-building-kotlin
        ProcessBuilder(program).start()
    }
}
