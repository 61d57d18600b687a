package fixtures;

import java.beans.XMLDecoder;
import java.io.ObjectInputStream;
import org.springframework.web.bind.annotation.*;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class Imports {
  @PostMapping("/parsed")
  void parsed(@RequestBody String text, @RequestBody byte[] bytes) throws Exception {
    // ok: unsafe-deserialization-java
    mapper.readValue(text, Order.class);
    // ok: unsafe-deserialization-java
    new ObjectInputStream(new FileInputStream("/srv/state"));
    // ok: unsafe-deserialization-java
    new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  @PostMapping("/filtered")
  Object filtered(@RequestBody byte[] bytes) throws Exception {
    // ok: unsafe-deserialization-java
    ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes));
    stream.setObjectInputFilter(ObjectInputFilter.Config.createFilter("shop.Order;!*"));
    return stream.readObject();
  }

  Object cache(byte[] bytes) throws Exception {
    // ok: unsafe-deserialization-java
    return new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
  }

  @PostMapping("/built")
  void built(@RequestBody String text, @CookieValue("cart") String cart) throws Exception {
    // ruleid: unsafe-deserialization-java
    new ObjectInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(cart))).readObject();
    // ruleid: unsafe-deserialization-java
    new Yaml().load(text);
    // ruleid: unsafe-deserialization-java
    xstream.fromXML(text);
  }

  Object handedOver(InputStream stream) {
    // ruleid: unsafe-deserialization-java
    return new XMLDecoder(stream).readObject();
  }

  Object own() {
    // ok: unsafe-deserialization-java
    return new XMLDecoder(getClass().getResourceAsStream("defaults.xml")).readObject();
  }
}
