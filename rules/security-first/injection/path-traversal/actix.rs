use actix_files::NamedFile;
use actix_multipart::Multipart;
use actix_web::{web, HttpRequest, HttpResponse};
use std::fs::File;
use std::path::Path;

async fn configured(request: HttpRequest) -> actix_web::Result<NamedFile> {
    let path = &request.app_data::<web::Data<Settings>>().unwrap().logo;
    // ok: path-traversal-rust, path-traversal-whole-rust
    Ok(NamedFile::open(path)?)
}

async fn only_the_name(query: web::Query<Download>) -> actix_web::Result<NamedFile> {
    let name = Path::new(&query.file).file_name().unwrap();
    // ok: path-traversal-rust, path-traversal-whole-rust
    Ok(NamedFile::open(Path::new("/srv/files").join(name))?)
}

async fn refused(query: web::Query<Download>) -> actix_web::Result<NamedFile> {
    let file = query.into_inner().file;
    if file.contains("..") || file.contains('/') {
        return Err(ErrorBadRequest("file"));
    }
    // ok: path-traversal-rust, path-traversal-whole-rust
    Ok(NamedFile::open(format!("/srv/files/{file}"))?)
}

async fn matched(request: HttpRequest) -> actix_web::Result<NamedFile> {
    let name = request.match_info().query("name");
    // ruleid: path-traversal-rust
    Ok(NamedFile::open(format!("/srv/files/{}", name))?)
}

async fn upload(mut payload: Multipart) -> HttpResponse {
    while let Ok(Some(mut field)) = payload.try_next().await {
        let name = field.content_disposition().get_filename().unwrap();
        // ok: path-traversal-rust, path-traversal-whole-rust
        let safe = File::create(format!("/srv/uploads/{}", sanitize_filename::sanitize(&name)));
        // ruleid: path-traversal-rust
        let file = File::create(format!("/srv/uploads/{name}"));
    }
    HttpResponse::Ok().finish()
}

async fn remove(form: web::Form<Download>) -> HttpResponse {
    // ruleid: path-traversal-rust
    std::fs::remove_file(Path::new("/srv/files").join(&form.file));
    HttpResponse::Ok().finish()
}

async fn style(names: web::Path<StyleRequest>, styles: web::Data<Styles>) -> HttpResponse {
    let Some(file) = styles.style_path(&names.style_id) else {
        return HttpResponse::NotFound().finish();
    };
    // ok: path-traversal-rust, path-traversal-whole-rust
    let Ok(text) = tokio::fs::read_to_string(&file).await else {
        return HttpResponse::NotFound().finish();
    };
    HttpResponse::Ok().body(text)
}
