package fixtures

import io.ktor.server.application.call
import io.ktor.server.routing.Route
import org.elasticsearch.index.query.QueryBuilders
import org.neo4j.driver.Session
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RequestParam

class Products(private val neo4jClient: Neo4jClient, private val session: Session) {
    fun bound(name: String, limit: Int) {
        // ok: query-language-building-kotlin, query-language-building-parameter-kotlin
        session.run("MATCH (p:Product {name: \$name}) RETURN p", mapOf("name" to name))
        // ok: query-language-building-kotlin, query-language-building-parameter-kotlin
        QueryBuilders.matchQuery("name", name)
        // ok: query-language-building-kotlin, query-language-building-parameter-kotlin
        neo4jClient.query("MATCH (p:Product) RETURN p LIMIT $limit")
        // ok: query-language-building-kotlin, query-language-building-parameter-kotlin
        graphQl.execute("{ products { name } }")
    }

    // ok: query-language-building-kotlin, query-language-building-parameter-kotlin
    fun wrapper(query: String) = neo4jClient.query(query)

    fun built(name: String) {
        // ruleid: query-language-building-parameter-kotlin
        session.run("MATCH (p:Product {name: '$name'}) RETURN p")
        // ruleid: query-language-building-parameter-kotlin
        neo4jClient.query("MATCH (p:Product {name: '" + name + "'}) RETURN p")
        // ruleid: query-language-building-parameter-kotlin
        QueryBuilders.wrapperQuery("""{"match": {"name": "$name"}}""")
        // ruleid: query-language-building-parameter-kotlin
        cassandraTemplate.execute("SELECT * FROM products WHERE name = '$name'")
    }

    @GetMapping("/products")
    fun find(@RequestParam q: String) {
        // ruleid: query-language-building-kotlin
        QueryBuilders.queryStringQuery(q)
    }
}

fun Route.products() {
    get("/products") {
        val id = call.parameters["id"]
        // ruleid: query-language-building-kotlin
        graphQlClient.document("{ product(id: \"$id\") { name } }")
    }
}
