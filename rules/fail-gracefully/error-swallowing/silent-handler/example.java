package shop;

import java.io.IOException;
import org.slf4j.Logger;

class OrderService {
    private Logger log;

    void logged(Order order) {
        try {
            store.save(order);
        // ok: silent-handler-java
        } catch (Exception e) {
            log.error("save order {}", order.id(), e);
        }
    }

    void wrapped(Order order) {
        try {
            store.save(order);
        // ok: silent-handler-java
        } catch (IOException e) {
            throw new StoreFailed(order.id(), e);
        }
    }

    void documented(Path path) {
        try {
            Files.delete(path);
        // ok: silent-handler-java
        } catch (NoSuchFileException e) {
            // somebody else was faster
        }
    }

    void named(Path path) {
        try {
            Files.delete(path);
        // ok: silent-handler-java
        } catch (NoSuchFileException ignored) {
        }
    }

    String example() {
        // ok: silent-handler-java
        return "try { work(); } catch (Exception e) { }";
    }

    void letGo(Connection connection) {
        try {
            connection.close();
        // ok: silent-handler-java
        } catch (Exception e) {
        }
    }

    void broad(Order order) {
        try {
            store.save(order);
        // ruleid: silent-handler-java
        } catch (Exception e) {
        }
    }

    void commented(Order order) {
        try {
            store.save(order);
        // ruleid: silent-handler-java
        } catch (final Throwable ignored) {
            // ignore
        } finally {
            store.close();
        }
    }

    void narrow(Order order) {
        try {
            store.save(order);
        // ruleid: silent-handler-java
        } catch (IOException e) {
        }
    }

    void union(List<Order> orders) {
        for (Order order : orders) {
            try {
                store.save(order);
            // ruleid: silent-handler-java
            } catch (IOException | RuntimeException e) {
                continue;
            }
        }
    }

    boolean same(Object other) {
        try {
            return ((Order) other).id() == id;
        // ok: silent-handler-java
        } catch (ClassCastException e) {
        }
        return false;
    }

    void removed(File scratch) {
        try {
            FileUtils.forceDelete(scratch);
        // ok: silent-handler-java
        } catch (Exception ignored) {
        }
    }

  void waitedFor(Future<?> writer) {
    try {
      writer.get();
      // ok: silent-handler-java
    } catch (Exception ignored) {
      // its outcome is irrelevant once the reader is done
    }
  }

  List<Order> known(List<String> names) {
    List<Order> found = new ArrayList<>();
    for (String name : names) {
      try {
        found.add(orderNamed(name));
        // ok: silent-handler-java
      } catch (IllegalArgumentException unknown) {
        continue;
      }
    }
    return found;
  }

  void checked(Order order) {
    try {
      order.check(secrets);
      // ok: silent-handler-java
    } catch (Exception e) {
      // Ignore - the value cannot be decrypted yet, and is checked again when the order is stored
    }
  }

  void linked(List<Link> links) {
    for (Link link : links) {
      try {
        shown.add(orders.load(link.order()));
        // ok: silent-handler-java
      } catch (OrderNotFoundException e) {
        continue;
      }
    }
    // A name without an address is no failure; it is ignored.
    try {
      address = names.resolve(host);
      // ok: silent-handler-java
    } catch (UnknownHostException e) {
    }
  }

  Instant read(String text) {
    for (Format format : formats) {
      try {
        return format.parse(text);
        // ok: silent-handler-java
      } catch (Exception e) {
        // try the next one
      }
    }
    throw new IllegalArgumentException("no time: " + text);
  }
}
