package fixtures;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

class Tree {
  @GetMapping("/tree/{*path}")
  byte[] below(@PathVariable String path) throws IOException {
    // ruleid: path-traversal-java
    return Files.readAllBytes(Paths.get("/srv/tree", path));
  }

  @GetMapping("/folders")
  List<String> listed(@RequestParam String folder) throws IOException {
    // ruleid: path-traversal-whole-java
    return Files.readAllLines(Path.of(folder));
  }

  @GetMapping("/logs")
  InputStream log(@RequestParam String file) throws IOException {
    // ruleid: path-traversal-whole-java
    return new FileInputStream(file);
  }
}
