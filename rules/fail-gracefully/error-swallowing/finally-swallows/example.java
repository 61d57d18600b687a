package shop;

class OrderService {
    Order clean(Order order) {
        try {
            return gateway.charge(order);
        // ok: finally-swallows-java
        } finally {
            gateway.close();
        }
    }

    Order nested(Order order) {
        try {
            return gateway.charge(order);
        // ok: finally-swallows-java
        } finally {
            gateway.close(() -> {
                return order.id();
            });
        }
    }

    Order after(Order order) {
        try {
            gateway.charge(order);
        // ok: finally-swallows-java
        } finally {
            if (gateway.isOpen()) {
                gateway.close();
            }
        }
        return order;
    }

    Order charge(Order order) {
        try {
            gateway.charge(order);
        // ruleid: finally-swallows-java
        } finally {
            gateway.close();
            return order;
        }
    }

    Order chargeWrapped(Order order) {
        try {
            gateway.charge(order);
        } catch (IOException e) {
            throw new PaymentFailed(order.id(), e);
        // ruleid: finally-swallows-java
        } finally {
            if (gateway.isOpen()) {
                gateway.close();
            }
            return null;
        }
    }
}
