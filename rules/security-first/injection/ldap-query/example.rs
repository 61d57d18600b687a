use actix_web::{web, HttpResponse};
use ldap3::{ldap_escape, LdapConn, Scope};

async fn escaped(form: web::Form<Login>, mut ldap: LdapConn) -> HttpResponse {
    // ok: ldap-query-rust
    ldap.search("dc=example,dc=org", Scope::Subtree, &format!("(uid={})", ldap_escape(&form.name)), vec!["cn"]);
    // ok: ldap-query-rust
    ldap.search("dc=example,dc=org", Scope::Subtree, "(objectClass=person)", vec!["cn"]);
    // ok: ldap-query-rust
    index.search(&form.name, 10);
    HttpResponse::Ok().finish()
}

async fn built(form: web::Form<Login>, mut ldap: LdapConn) -> HttpResponse {
    // ruleid: ldap-query-rust
    ldap.search("dc=example,dc=org", Scope::Subtree, &format!("(uid={})", form.name), vec!["cn"]);
    let filter = format!("(&(uid={})(active=TRUE))", form.name);
    // ruleid: ldap-query-rust
    ldap.streaming_search("dc=example,dc=org", Scope::Subtree, &filter, vec!["cn"]);
    HttpResponse::Ok().finish()
}
