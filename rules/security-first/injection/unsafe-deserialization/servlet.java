package fixtures;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HeaderParam;
import java.beans.XMLDecoder;
import java.io.ObjectInputStream;
import org.apache.commons.lang3.SerializationUtils;

class Sessions {
  void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    // ok: unsafe-deserialization-java
    Order order = mapper.readValue(request.getInputStream(), Order.class);
    // ruleid: unsafe-deserialization-java
    ObjectInputStream stream = new ObjectInputStream(request.getInputStream());
    stream.readObject();
    // ruleid: unsafe-deserialization-java
    new XMLDecoder(request.getInputStream()).readObject();
  }

  Object remembered(@HeaderParam("X-State") String state) {
    // ruleid: unsafe-deserialization-java
    return SerializationUtils.deserialize(Base64.getDecoder().decode(state));
  }
}
