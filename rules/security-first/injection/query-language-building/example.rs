use axum::extract::Query;
use neo4rs::query;

async fn bound(Query(params): Query<Search>) -> impl IntoResponse {
    // ok: query-language-building-rust
    graph.execute(query("MATCH (u:User {name: $name}) RETURN u").param("name", params.name)).await;
    // ok: query-language-building-rust
    neo4rs::query("MATCH (u:User) RETURN count(u)");
    // ok: query-language-building-rust
    neo4rs::query(COUNT_USERS)
}

async fn built(Query(params): Query<Search>) -> impl IntoResponse {
    // ruleid: query-language-building-rust
    neo4rs::query(&format!("MATCH (u:User {{name: '{}'}}) RETURN u", params.name));
    // ruleid: query-language-building-rust
    graph.execute(query(&params.cypher)).await;
    // ruleid: query-language-building-rust
    parser.parse_query(&format!("title:{}", params.name))
}
