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

async function reset(token: string): Promise<void> {
  let account: Account | undefined;
  try {
    const claims = await tokens.check(token);
    account = claims.account;
    // ok: silent-handler-javascript
  } catch {
    /* empty */
  }
  if (!claims || !account) throw new Forbidden("this link is no longer good");
  await accounts.reset(account);
}
