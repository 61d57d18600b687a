package fixtures;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

class Archives {
  void checked(ZipInputStream archive, Path folder) throws IOException {
    for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
      Path target = folder.resolve(entry.getName()).normalize();
      if (!target.startsWith(folder)) {
        throw new IOException("outside: " + entry.getName());
      }
      // ok: path-traversal-java, path-traversal-whole-java
      Files.copy(archive, target);
    }
  }

  void checkedFile(ZipEntry entry, File folder, InputStream content) throws IOException {
    File target = new File(folder, entry.getName());
    String real = target.getCanonicalPath();
    if (!real.startsWith(folder.getCanonicalPath() + File.separator)) {
      throw new IOException("outside");
    }
    // ok: path-traversal-java, path-traversal-whole-java
    new FileOutputStream(target);
  }

  void named(ZipEntry entry, Path folder) throws IOException {
    // ok: path-traversal-java, path-traversal-whole-java
    Files.createFile(folder.resolve(UUID.randomUUID() + ".bin"));
    // ok: path-traversal-java, path-traversal-whole-java
    Files.createFile(folder.resolve(Path.of(entry.getName()).getFileName()));
  }

  void extracted(ZipInputStream archive, Path folder) throws IOException {
    ZipEntry entry = archive.getNextEntry();
    // ruleid: path-traversal-java
    Files.copy(archive, folder.resolve(entry.getName()));
    File target = new File(folder.toFile(), entry.getName());
    // ruleid: path-traversal-java
    new FileOutputStream(target);
  }
}
