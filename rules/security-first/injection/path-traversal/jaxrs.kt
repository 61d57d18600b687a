package fixtures

import io.ktor.http.content.forEachPart
import io.ktor.server.application.call
import io.ktor.server.request.receiveMultipart
import io.ktor.server.routing.Route
import jakarta.servlet.http.HttpServletRequest
import jakarta.ws.rs.GET
import jakarta.ws.rs.PathParam
import java.io.File
import java.io.FileInputStream

class Files(private val folder: File) {
    @GET
    fun numbered(@PathParam("id") id: Long) {
        // ok: path-traversal-kotlin, path-traversal-whole-kotlin
        FileInputStream("/srv/files/$id")
    }

    @GET
    fun named(@PathParam("name") name: String) {
        // ruleid: path-traversal-kotlin
        FileInputStream("/srv/files/$name")
    }

    fun servlet(request: HttpServletRequest) {
        val part = request.getPart("file")
        // ok: path-traversal-kotlin, path-traversal-whole-kotlin
        part.write(File("/srv/uploads", File(part.submittedFileName).name).path)
        // ruleid: path-traversal-kotlin
        File(folder, part.submittedFileName).outputStream()
        // ruleid: path-traversal-kotlin
        File("/srv/files/" + request.getParameter("name")).delete()
    }
}

fun Route.uploads(folder: File) {
    post("/upload") {
        call.receiveMultipart().forEachPart { part ->
            // ok: path-traversal-kotlin, path-traversal-whole-kotlin
            File(folder, "avatar.png").writeBytes(part.provider().readRemaining().readByteArray())
            // ruleid: path-traversal-kotlin
            File(folder, part.originalFileName!!).writeBytes(part.provider().readRemaining().readByteArray())
        }
    }
}
