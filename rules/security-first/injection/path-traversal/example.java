package fixtures;

class Downloads {
  void helper(String path) throws IOException {
    // ok: path-traversal-java, path-traversal-whole-java
    new FileReader(path);
  }

  @GetMapping("/narrowed")
  void narrowed(@RequestParam String name, @PathVariable("id") Long id) throws IOException {
    // ok: path-traversal-java, path-traversal-whole-java
    new FileInputStream(new File(FOLDER, FilenameUtils.getName(name)));
    // ok: path-traversal-java, path-traversal-whole-java
    Files.readAllBytes(Paths.get("/srv/reports/" + id));
  }

  @GetMapping("/checked")
  byte[] checked(@RequestParam String name) throws IOException {
    Path path = FOLDER.resolve(name).normalize();
    if (!path.startsWith(FOLDER)) {
      throw new NotFound();
    }
    // ok: path-traversal-java, path-traversal-whole-java
    return Files.readAllBytes(path);
  }

  @GetMapping("/opened")
  void opened(@RequestParam String name) throws IOException {
    // ruleid: path-traversal-java
    Files.readAllBytes(Paths.get("/srv/files", name));
    // ruleid: path-traversal-java
    new FileInputStream("/srv/files/" + name);
    // ruleid: path-traversal-java
    new FileInputStream(new File(FOLDER, name));
  }

  @PostMapping("/uploads")
  void uploaded(@RequestParam("file") MultipartFile file) throws IOException {
    // ok: path-traversal-java, path-traversal-whole-java
    file.transferTo(new File("/srv/uploads/" + UUID.randomUUID()));
    // ruleid: path-traversal-java
    file.transferTo(new File("/srv/uploads/" + file.getOriginalFilename()));
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    File file = new File("/srv/files/" + request.getParameter("name"));
    // ruleid: path-traversal-java
    new FileReader(file);
  }

  @GetMapping("/checked")
  void checked(@RequestParam String name) throws IOException {
    File file = new File(FOLDER, name);
    if (!file.toPath().normalize().startsWith(FOLDER.toPath())) {
      throw new NotFound(name);
    }
    // ok: path-traversal-java, path-traversal-whole-java
    new FileInputStream(file);
  }

  @GetMapping("/helped")
  void helped(@RequestParam String name) throws IOException {
    Path target = root.resolve(name);
    Paths2.checkInsidePath(root, target);
    // ok: path-traversal-java, path-traversal-whole-java
    Files.readAllBytes(target);
  }

  @GetMapping("/reports/{report}")
  byte[] segment(@PathVariable String report) throws IOException {
    // ok: path-traversal-java, path-traversal-whole-java
    return Files.readAllBytes(Paths.get("/srv/reports", report));
  }
}
