use axum::extract::{Multipart, Path, Query};
use std::collections::HashMap;
use std::path::PathBuf;

async fn almost(Path(name): Path<String>) -> impl IntoResponse {
    let path = folder.join(&name);
    // Without canonicalize, `folder/../secret` starts with the folder.
    if !path.starts_with(&folder) {
        return Err(NotFound);
    }
    // ruleid: path-traversal-rust
    tokio::fs::read(path).await
}

async fn by_id(Path((owner, number)): Path<(i64, u32)>) -> impl IntoResponse {
    // ok: path-traversal-rust, path-traversal-whole-rust
    tokio::fs::read(format!("/srv/{owner}/{number}.pdf")).await
}

async fn uploads(mut multipart: Multipart) -> impl IntoResponse {
    while let Some(field) = multipart.next_field().await.unwrap() {
        let name = field.file_name().unwrap().to_string();
        let data = field.bytes().await.unwrap();
        let safe = std::path::Path::new(&name).file_name().unwrap();
        // ok: path-traversal-rust, path-traversal-whole-rust
        tokio::fs::write(folder.join(safe), &data).await;
        // ruleid: path-traversal-rust
        tokio::fs::write(folder.join(&name), &data).await;
    }
}

async fn optional(Query(params): Query<HashMap<String, String>>) -> impl IntoResponse {
    let Some(name) = params.get("name") else {
        return Err(NotFound);
    };
    // ruleid: path-traversal-rust
    let text = tokio::fs::read_to_string(format!("/srv/notes/{name}.md")).await;
    let folder = match params.get("folder") {
        Some(folder) => folder,
        None => return Err(NotFound),
    };
    // ruleid: path-traversal-rust
    std::fs::read_dir(PathBuf::from("/srv").join(folder))
}

fn unpack(archive: &mut zip::ZipArchive<File>, target: &std::path::Path) -> Result<()> {
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let Some(safe) = entry.enclosed_name() else { continue };
        // ok: path-traversal-rust, path-traversal-whole-rust
        let file = File::create(target.join(safe))?;
        // ruleid: path-traversal-rust
        let file = File::create(target.join(entry.name()))?;
    }
    Ok(())
}

async fn listed(Query(query): Query<Listing>) -> Result<Vec<u8>, Error> {
    // ruleid: path-traversal-whole-rust
    Ok(tokio::fs::read(query.file).await?)
}

async fn log(Path(file): Path<String>) -> Result<String, Error> {
    // ruleid: path-traversal-whole-rust
    Ok(std::fs::read_to_string(file)?)
}
