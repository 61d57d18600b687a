export class OrderService {
  constructor(private readonly orders: Repository<Order>) {}

  async pay(id: string): Promise<void> {
    try {
      await this.orders.update(id, { paid: true });
      // ok: silent-handler-javascript
    } catch (error: unknown) {
      throw new ServiceUnavailableException("order store", { cause: error });
    }
  }

  async cancel(id: string): Promise<void> {
    try {
      await this.orders.delete(id);
      // ruleid: silent-handler-javascript
    } catch (error: unknown) {
    }
  }
}

let pictures: Pictures | undefined;
try {
  pictures = require("pictures") as Pictures;
  // ok: silent-handler-javascript
} catch {
  // empty
}
