package fixtures;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

class Tree {
  @GetMapping("/tree/{*path}")
  byte[] below(@PathVariable String path) throws IOException {
    // ruleid: path-traversal-java
    return Files.readAllBytes(Paths.get("/srv/tree", path));
  }
}
