fn helper(path: &str) {
    // ok: path-traversal-rust, path-traversal-whole-rust
    fs::read(path);
}

async fn numbered(Path(number): Path<u64>) -> impl IntoResponse {
    // ok: path-traversal-rust, path-traversal-whole-rust
    fs::read(format!("/srv/reports/{}", number))
}

async fn checked(Path(name): Path<String>) -> impl IntoResponse {
    let path = folder.join(&name).canonicalize()?;
    if !path.starts_with(&folder) {
        return Err(NotFound);
    }
    // ok: path-traversal-rust, path-traversal-whole-rust
    tokio::fs::read(path).await
}

async fn opened(Path(name): Path<String>, Query(query): Query<Search>) -> impl IntoResponse {
    // ruleid: path-traversal-rust
    tokio::fs::read(folder.join(&name)).await;
    // ruleid: path-traversal-rust
    std::fs::read_to_string(format!("/srv/files/{}", query.file));
}

async fn served(path: web::Path<String>) -> impl Responder {
    // ruleid: path-traversal-rust
    NamedFile::open(PathBuf::from("/srv/files").join(path.into_inner()))
}
