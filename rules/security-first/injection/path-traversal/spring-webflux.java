package fixtures;

import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

class Uploads {
  Mono<ServerResponse> report(ServerRequest request) {
    String name = request.pathVariable("name");
    // ruleid: path-traversal-java
    return ServerResponse.ok().bodyValue(new FileSystemResource("/srv/reports/" + name));
  }

  @PostMapping("/uploads")
  Mono<Void> store(@RequestPart("file") FilePart part) {
    // ok: path-traversal-java, path-traversal-whole-java
    part.transferTo(FOLDER.resolve(UUID.randomUUID().toString()));
    // ruleid: path-traversal-java
    return part.transferTo(FOLDER.resolve(part.filename()));
  }
}
