use rocket::fs::{NamedFile, TempFile};
use rocket::{form::Form, get, post};
use std::path::{Path, PathBuf};

// Rocket's PathBuf refuses `..` by itself.
#[get("/static/<file..>")]
async fn files(file: PathBuf) -> Option<NamedFile> {
    // ok: path-traversal-rust, path-traversal-whole-rust
    NamedFile::open(Path::new("static/").join(file)).await.ok()
}

#[get("/reports/<year>")]
async fn report(year: u16) -> Option<NamedFile> {
    // ok: path-traversal-rust, path-traversal-whole-rust
    NamedFile::open(format!("reports/{year}.pdf")).await.ok()
}

#[get("/download?<file>")]
async fn download(file: String) -> Option<NamedFile> {
    // ruleid: path-traversal-rust
    NamedFile::open(Path::new("files/").join(file)).await.ok()
}

#[post("/upload", data = "<upload>")]
async fn upload(mut upload: Form<Upload<'_>>) -> std::io::Result<()> {
    // ruleid: path-traversal-rust
    upload.file.persist_to(format!("files/{}", upload.title)).await
}
