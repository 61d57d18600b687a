import amqp from "amqplib";
import { Kafka } from "kafkajs";

await consumer.run({
  eachMessage: async ({ topic, message }) => {
    const order = JSON.parse(message.value.toString());
    // ok: sql-string-building-javascript
    await pool.query("UPDATE orders SET state = $1 WHERE id = $2", [order.state, order.id]);
    // ok: sql-string-building-javascript
    await pool.query(`UPDATE orders SET seen = true WHERE id = ${Number(order.id)}`);
    // ruleid: sql-string-building-javascript
    await pool.query(`UPDATE orders SET state = '${order.state}'`);
  },
});

channel.consume("orders", async (delivery) => {
  const order = JSON.parse(delivery.content.toString());
  // ok: sql-string-building-javascript
  await pool.query("SELECT 1");
  // ruleid: sql-string-building-javascript
  await pool.query("DELETE FROM orders WHERE id = '" + order.id + "'");
});

for (const message of (await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages) {
  const order = JSON.parse(message.Body);
  // ruleid: sql-string-building-javascript
  await pool.query(`DELETE FROM orders WHERE id = '${order.id}'`);
}
