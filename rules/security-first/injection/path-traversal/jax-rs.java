package fixtures;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.nio.file.Files;
import java.nio.file.Paths;

@Path("/files")
class FileResource {
  @GET
  byte[] byNumber(@PathParam("id") long id) throws IOException {
    // ok: path-traversal-java, path-traversal-whole-java
    return Files.readAllBytes(Paths.get("/srv/files/" + id));
  }

  @GET
  @Path("{id: [a-z0-9-]+}/data")
  byte[] data(@PathParam("id") String id) throws IOException {
    // ok: path-traversal-java, path-traversal-whole-java
    return Files.readAllBytes(Paths.get("/srv/files/", id));
  }

  @PUT
  @Path("images/{kind: logo|banner}")
  void image(@PathParam("kind") String kind, @FormDataParam("image") FormDataBodyPart image) throws IOException {
    // ok: path-traversal-java, path-traversal-whole-java
    Files.copy(image.getValueAs(InputStream.class), Paths.get("/srv/images/", kind));
  }

  @GET
  @Path("{name}")
  byte[] byName(@PathParam("name") String name) throws IOException {
    // ruleid: path-traversal-java
    return Files.readAllBytes(Paths.get("/srv/files/", name));
  }
}
