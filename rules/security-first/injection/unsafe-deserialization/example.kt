package fixtures

import com.fasterxml.jackson.annotation.JsonTypeInfo
import io.ktor.server.application.call
import io.ktor.server.request.receiveStream
import io.ktor.server.routing.Route
import jakarta.servlet.http.HttpServletRequest
import java.io.ObjectInputStream
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestBody

// ok: unsafe-deserialization-typing-kotlin
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface Shape

// ruleid: unsafe-deserialization-typing-kotlin
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
interface Event

class Imports(private val mapper: ObjectMapper) {
    @PostMapping("/typed")
    fun typed(@RequestBody body: String): Order {
        // ok: unsafe-deserialization-kotlin
        Yaml(SafeConstructor(LoaderOptions())).load<Any>(body)
        // ok: unsafe-deserialization-kotlin
        return mapper.readValue(body, Order::class.java)
    }

    // ok: unsafe-deserialization-kotlin
    fun cached(file: File) = ObjectInputStream(file.inputStream()).readObject()

    @PostMapping("/import")
    fun import(@RequestBody body: ByteArray, @RequestBody text: String) {
        // ruleid: unsafe-deserialization-kotlin
        ObjectInputStream(ByteArrayInputStream(body)).readObject()
        // ruleid: unsafe-deserialization-kotlin
        XStream().fromXML(text)
        // ruleid: unsafe-deserialization-kotlin
        Yaml().load<Any>(text)
    }

    fun servlet(request: HttpServletRequest) {
        // ruleid: unsafe-deserialization-kotlin
        val input = ObjectInputStream(request.inputStream)
        input.readObject()
    }

    fun configure() {
        // ok: unsafe-deserialization-typing-kotlin
        mapper.activateDefaultTyping(BasicPolymorphicTypeValidator.builder().allowIfBaseType(Shape::class.java).build())
        // ok: unsafe-deserialization-typing-kotlin
        mapper.registerSubtypes(Circle::class.java)
        // ruleid: unsafe-deserialization-typing-kotlin
        mapper.enableDefaultTyping()
        // ruleid: unsafe-deserialization-typing-kotlin
        mapper.activateDefaultTyping(LaissezFaireSubTypeValidator.instance, ObjectMapper.DefaultTyping.NON_FINAL)
    }
}

fun Route.imports() {
    post("/import") {
        // ruleid: unsafe-deserialization-kotlin
        val order = ObjectInputStream(call.receiveStream()).readObject()
    }
}
