package shop;

class OrderService {
    void logged(Order order) {
        try {
            gateway.charge(order);
        // ok: print-only-handler-java
        } catch (IOException e) {
            log.error("charge {}", order.id(), e);
        }
    }

    void passedOn(Order order) {
        try {
            gateway.charge(order);
        // ok: print-only-handler-java
        } catch (IOException e) {
            e.printStackTrace();
            throw new PaymentFailed(order.id(), e);
        }
    }

    void counted(Order order) {
        try {
            gateway.charge(order);
        // ok: print-only-handler-java
        } catch (IOException e) {
            e.printStackTrace();
            failures.increment();
        }
    }

    public static void main(String[] arguments) {
        try {
            new OrderService().run(arguments);
        // ok: print-only-handler-java
        } catch (Exception e) {
            e.printStackTrace();
        }
    }

    void charge(Order order) {
        try {
            gateway.charge(order);
        // ruleid: print-only-handler-java
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    Order load(String id) {
        try {
            return store.load(id);
        // ruleid: print-only-handler-java
        } catch (IOException | SQLException e) {
            // TODO Auto-generated catch block
            System.out.println("failed");
            e.printStackTrace();
            return null;
        }
    }
}
