package fixtures;

import jakarta.ws.rs.QueryParam;
import org.springframework.web.bind.annotation.*;

class Tools {
  private static final Map<String, String> TOOLS = Map.of("ping", "/usr/bin/ping");

  @GetMapping("/fixed")
  void fixed(@RequestParam String tool, @RequestParam int port) throws IOException {
    // ok: command-building-java, command-building-parameter-java
    new ProcessBuilder(TOOLS.get(tool), "localhost").start();
    // ok: command-building-java, command-building-parameter-java
    Runtime.getRuntime().exec("ss -l sport = :" + port);
    List<String> command = new ArrayList<>();
    command.add("convert");
    command.add(tool);
    // ok: command-building-java, command-building-parameter-java
    new ProcessBuilder(command).start();
  }

  @GetMapping("/shell")
  void shell(@RequestParam String host) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("bash");
    command.add("-c");
    // ruleid: command-building-java
    command.add("ping -c 1 " + host);
    new ProcessBuilder(command).start();
  }

  @GetMapping("/bound")
  void boundByName(String host) throws IOException {
    // ruleid: command-building-java
    Runtime.getRuntime().exec(host);
  }

  @Path("/export")
  void export(@QueryParam("name") String name) throws IOException {
    // ruleid: command-building-java
    new ProcessBuilder("/bin/sh", "-c", "tar czf /tmp/out.tgz " + name).start();
  }
}
