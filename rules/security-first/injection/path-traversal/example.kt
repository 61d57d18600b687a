package fixtures

class Downloads {
    // ok: path-traversal-kotlin, path-traversal-whole-kotlin
    fun helper(path: String) = File(path).readText()

    @GetMapping("/narrowed")
    fun narrowed(@RequestParam name: String, @PathVariable id: Long) {
        // ok: path-traversal-kotlin, path-traversal-whole-kotlin
        File(FOLDER, File(name).name).readText()
        // ok: path-traversal-kotlin, path-traversal-whole-kotlin
        File("/srv/reports/$id").readText()
    }

    @GetMapping("/checked")
    fun checked(@RequestParam name: String): ByteArray {
        val file = File(FOLDER, name)
        if (!file.canonicalPath.startsWith(FOLDER)) throw NotFound()
        // ok: path-traversal-kotlin, path-traversal-whole-kotlin
        return file.readBytes()
    }

    @GetMapping("/opened")
    fun opened(@RequestParam name: String) {
        // ruleid: path-traversal-kotlin
        File("/srv/files/$name").readText()
        // ruleid: path-traversal-kotlin
        File(FOLDER, name).readBytes()
        // ruleid: path-traversal-kotlin
        Files.readAllBytes(Paths.get("/srv/files", name))
    }
}

fun Route.files() {
    get("/files") {
        val name = call.parameters["name"]
        // ok: path-traversal-kotlin, path-traversal-whole-kotlin
        call.respondFile(File("/srv/index.html"))
        // ruleid: path-traversal-kotlin
        call.respondFile(File("/srv/files/$name"))
    }

    @GetMapping("/reports/{report}")
    fun segment(@PathVariable report: String): String {
        // ok: path-traversal-kotlin, path-traversal-whole-kotlin
        return File("/srv/reports", report).readText()
    }

    fun unpacked(zip: ZipInputStream, folder: File) {
        var entry = zip.nextEntry
        while (entry != null) {
            val target = File(folder, entry.name)
            // ok: path-traversal-kotlin, path-traversal-whole-kotlin
            target.parentFile.mkdirs()
            // ruleid: path-traversal-kotlin
            target.outputStream().use { stream ->
                // ok: path-traversal-kotlin, path-traversal-whole-kotlin
                zip.copyTo(stream)
            }
            entry = zip.nextEntry
        }
    }
}
