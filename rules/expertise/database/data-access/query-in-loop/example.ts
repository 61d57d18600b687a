import { PrismaClient } from "@prisma/client";
import mongoose from "mongoose";
import { Pool } from "pg";

async function once(ids: string[]) {
  // ok: query-in-loop-javascript
  const users = await prisma.user.findMany({ where: { id: { in: ids } } });
  for (const user of users) {
    // ok: query-in-loop-javascript
    names.push(user.name);
    // ok: query-in-loop-javascript
    list.find((name) => name === user.name);
  }
}

async function chunks(ids: string[]) {
  for (const chunk of split(ids)) {
    // ok: query-in-loop-javascript
    await prisma.user.findMany({ where: { id: { in: chunk } } });
  }
}

async function each(orders: Order[]) {
  for (const order of orders) {
    // ruleid: query-in-loop-javascript
    order.user = await prisma.user.findUnique({ where: { id: order.userId } });
    // ruleid: query-in-loop-javascript
    order.lines = await pool.query("SELECT * FROM lines WHERE order_id = $1", [order.id]);
  }
  await Promise.all(
    orders.map(async (order) => {
      // ruleid: query-in-loop-javascript
      const shop = await Shop.findById(order.shopId);
      return { ...order, shop };
    }),
  );
}

async function reminded(ids: string[]) {
  for (const id of ids) {
    await sequelize.transaction(async (transaction) => {
      // ok: query-in-loop-javascript
      const user = await User.findByPk(id, { transaction, lock: transaction.LOCK.UPDATE });
      await user.update({ reminded: true }, { transaction });
    });
  }
}

async function uploaded(items: Item[]) {
  return items.map(async (item) => {
    await slots.acquire();
    // ok: query-in-loop-javascript
    const file = await File.findByPk(item.fileId);
    await upload(file);
    slots.release();
  });
}

async function configured() {
  for (const shop of app.config.shops) {
    // ok: query-in-loop-javascript
    await Shop.findOne({ where: { slug: shop.slug } });
  }
}
