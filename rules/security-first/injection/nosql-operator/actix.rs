use actix_web::{web, HttpResponse};
use mongodb::bson::{doc, Document};

async fn typed(form: web::Json<Login>, users: web::Data<Collection<User>>) -> HttpResponse {
    // ok: nosql-operator-rust
    users.find_one(doc! { "name": &form.name }).await;
    // ok: nosql-operator-rust
    let count = users.count_documents(doc! { "active": true }).await;
    // ok: nosql-operator-rust
    redis::Script::new("return redis.call('get', KEYS[1])").key(&form.name).invoke(&mut connection)
}

async fn whole(filter: web::Json<Document>, users: web::Data<Collection<User>>) -> HttpResponse {
    // ruleid: nosql-operator-rust
    users.find_one(filter.into_inner()).await;
    HttpResponse::Ok().finish()
}

async fn script(form: web::Json<Login>) -> HttpResponse {
    // ruleid: nosql-operator-rust
    redis::Script::new(&format!("return redis.call('get', '{}')", form.name)).invoke(&mut connection);
    HttpResponse::Ok().finish()
}
