abstract class Description : DefaultTask() {
    @TaskAction
    fun run() {
        // ok: missing-timeout-kotlin
        val text = URI.create(address.get()).toURL().readText()
        target.get().asFile.writeText(text)
    }
}
