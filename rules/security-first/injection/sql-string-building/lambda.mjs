import { PrismaClient, Prisma } from "@prisma/client";

const prisma = new PrismaClient();

export const handler = async (event) => {
  const { name } = event.queryStringParameters;
  // ok: sql-string-building-javascript
  await prisma.$queryRaw`SELECT * FROM users WHERE name = ${name}`;
  // ok: sql-string-building-javascript
  await prisma.$queryRawUnsafe("SELECT * FROM users WHERE name = $1", name);
  // ok: sql-string-building-javascript
  await prisma.user.findMany({ where: { name } });
  // ruleid: sql-string-building-javascript
  await prisma.$queryRawUnsafe(`SELECT * FROM users WHERE name = '${name}'`);
  const body = JSON.parse(event.body);
  // ruleid: sql-string-building-javascript
  await prisma.$executeRawUnsafe("DELETE FROM users WHERE id = " + body.id);
  // ruleid: sql-string-building-javascript
  await prisma.$queryRaw(Prisma.sql`SELECT * FROM users ORDER BY ${Prisma.raw(body.sort)}`);
};

export const queue = async (event) => {
  for (const record of event.Records) {
    const order = JSON.parse(record.body);
    // ruleid: sql-string-building-javascript
    await prisma.$executeRawUnsafe(`UPDATE orders SET state = '${order.state}'`);
  }
};
