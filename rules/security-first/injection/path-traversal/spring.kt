package fixtures

import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipInputStream
import org.springframework.core.io.FileSystemResource
import org.springframework.http.codec.multipart.FilePart
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PathVariable
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestParam
import org.springframework.web.multipart.MultipartFile
import org.springframework.web.reactive.function.server.ServerRequest

class Uploads(private val root: Path) {
    @PostMapping("/named")
    fun named(@RequestParam file: MultipartFile) {
        val name = UUID.randomUUID().toString()
        // ok: path-traversal-kotlin, path-traversal-whole-kotlin
        file.transferTo(root.resolve(name))
        // ok: path-traversal-kotlin, path-traversal-whole-kotlin
        file.transferTo(root.resolve(Path.of(file.originalFilename!!).fileName))
    }

    @GetMapping("/contained")
    fun contained(@RequestParam name: String): FileSystemResource {
        val path = root.resolve(name).normalize()
        require(path.startsWith(root))
        // ok: path-traversal-kotlin, path-traversal-whole-kotlin
        return FileSystemResource(path)
    }

    @PostMapping("/upload")
    fun upload(@RequestParam file: MultipartFile) {
        // ruleid: path-traversal-kotlin
        file.transferTo(root.resolve(file.originalFilename!!))
        // ruleid: path-traversal-kotlin
        File("/srv/uploads/${file.originalFilename}").writeBytes(file.bytes)
    }

    suspend fun reactive(part: FilePart) {
        // ruleid: path-traversal-kotlin
        part.transferTo(root.resolve(part.filename())).awaitFirstOrNull()
    }

    suspend fun served(request: ServerRequest) {
        val name = request.pathVariable("name")
        // ruleid: path-traversal-kotlin
        FileSystemResource("/srv/files/$name")
    }

    @GetMapping("/files/{*name}")
    // ruleid: path-traversal-kotlin
    fun file(@PathVariable name: String) = Files.readAllBytes(Path.of("/srv/files", name))

    fun unpackChecked(zip: ZipInputStream) {
        val entry = zip.nextEntry
        val target = root.resolve(entry.name).normalize()
        if (!target.startsWith(root)) throw IOException("outside: ${entry.name}")
        // ok: path-traversal-kotlin, path-traversal-whole-kotlin
        Files.copy(zip, target)
    }

    fun unpack(zip: ZipInputStream) {
        val entry = zip.nextEntry
        // ruleid: path-traversal-kotlin
        Files.copy(zip, root.resolve(entry.name))
    }

    fun unpackAll(zipFile: ZipFile) {
        zipFile.entries().asSequence().forEach { entry ->
            // ruleid: path-traversal-kotlin
            File("/srv/unpacked", entry.name).outputStream().use { zipFile.getInputStream(entry).copyTo(it) }
        }
    }
}

@RestController
class Folders {
    @GetMapping("/folders")
    fun listed(@RequestParam folder: String): List<String> {
        // ruleid: path-traversal-whole-kotlin
        return Files.readAllLines(Path.of(folder))
    }

    @GetMapping("/logs")
    fun log(@RequestParam file: String): String {
        // ruleid: path-traversal-whole-kotlin
        return File(file).readText()
    }
}
