package fixtures

import com.mongodb.client.model.Filters
import io.ktor.server.application.call
import io.ktor.server.request.receiveText
import io.ktor.server.routing.Route
import org.bson.Document
import org.springframework.data.mongodb.core.query.BasicQuery
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RequestParam

class Customers(private val template: MongoTemplate, private val collection: MongoCollection<Document>) {
    fun bound(name: String, age: Int) {
        // ok: nosql-operator-kotlin, nosql-operator-parameter-kotlin
        collection.find(Filters.eq("name", name))
        // ok: nosql-operator-kotlin, nosql-operator-parameter-kotlin
        collection.find(Document("name", name))
        // ok: nosql-operator-kotlin, nosql-operator-parameter-kotlin
        template.find(BasicQuery("{ age: $age }"), Customer::class.java)
        // ok: nosql-operator-kotlin, nosql-operator-parameter-kotlin
        template.find(Query.query(Criteria.where("name").`is`(name)), Customer::class.java)
    }

    // ok: nosql-operator-kotlin, nosql-operator-parameter-kotlin
    fun wrapper(json: String) = Document.parse(json)

    fun built(name: String) {
        // ruleid: nosql-operator-parameter-kotlin
        template.find(BasicQuery("{ name: '$name' }"), Customer::class.java)
        // ruleid: nosql-operator-parameter-kotlin
        collection.find(Document.parse("{ name: \"" + name + "\" }"))
        // ruleid: nosql-operator-parameter-kotlin
        collection.find(Filters.where("this.name == '$name'"))
    }

    @GetMapping("/customers")
    fun find(@RequestParam filter: String) {
        // ruleid: nosql-operator-kotlin
        template.find(BasicQuery(filter), Customer::class.java)
    }
}

fun Route.customers(collection: MongoCollection<Document>) {
    post("/customers") {
        // ruleid: nosql-operator-kotlin
        val filter = Document.parse(call.receiveText())
        collection.find(filter)
    }
}

class CustomerHandler(private val template: ReactiveMongoTemplate) {
    fun find(request: org.springframework.web.reactive.function.server.ServerRequest): Flux<Customer> {
        val name = request.queryParam("name").orElse("")
        // ruleid: nosql-operator-kotlin
        return template.find(BasicQuery("{ name: '$name' }"), Customer::class.java)
    }
}

fun merged(header: Map<String, JsonElement>, more: Map<String, JsonElement>) =
    // ok: nosql-operator-kotlin, nosql-operator-parameter-kotlin
    JsonObject(header + more)
