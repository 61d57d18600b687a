package fixtures;

class Commands {
  void arguments(String host, int count) throws IOException {
    // ok: command-building-java, command-building-parameter-java
    new ProcessBuilder("ping", host).start();
    // ok: command-building-java, command-building-parameter-java
    new ProcessBuilder("bash", "-c", "ls -l").start();
    // ok: command-building-java, command-building-parameter-java
    Runtime.getRuntime().exec(new String[] {"ping", host});
    // ok: command-building-java, command-building-parameter-java
    Runtime.getRuntime().exec("head -n " + count + " log.txt");
    // ok: command-building-java, command-building-parameter-java
    executor.exec("task " + host);
  }

  void built(String host) throws IOException {
    // ruleid: command-building-parameter-java
    Runtime.getRuntime().exec("ping " + host);
    // ruleid: command-building-parameter-java
    Runtime.getRuntime().exec(new String[] {"sh", "-c", "ping " + host});
    // ruleid: command-building-parameter-java
    new ProcessBuilder("sh", "-c", "ping " + host).start();
    // ruleid: command-building-parameter-java
    String[] command = {"/bin/sh", "-c", "ping " + host};
    // ok: command-building-java, command-building-parameter-java
    Runtime.getRuntime().exec(command);
  }

  void builtBefore(String host) throws IOException {
    String command = String.format("ping %s", host);
    Runtime runtime = Runtime.getRuntime();
    // ruleid: command-building-parameter-java
    runtime.exec(command);
  }

  void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String file = request.getParameter("file");
    // ok: command-building-java, command-building-parameter-java
    new ProcessBuilder("cat", file).start();
    // ruleid: command-building-java
    new ProcessBuilder(file).start();
  }
}
