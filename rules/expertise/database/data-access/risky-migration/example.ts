import { Sequelize } from "sequelize";
import { DataSource } from "typeorm";

// ok: risky-migration-javascript
await sequelize.sync();
// ok: risky-migration-javascript
new DataSource({ type: "postgres", synchronize: false });
// ok: risky-migration-javascript
new DataSource({ type: "postgres", synchronize: process.env.NODE_ENV === "test" });
if (process.env.NODE_ENV === "test") {
  // ok: risky-migration-javascript
  await sequelize.sync({ force: true });
}

// ruleid: risky-migration-javascript
await sequelize.sync({ force: true });
// ruleid: risky-migration-javascript
await sequelize.sync({ alter: true });
// ruleid: risky-migration-javascript
new DataSource({ type: "postgres", synchronize: true });
// ruleid: risky-migration-javascript
TypeOrmModule.forRoot({ type: "postgres", dropSchema: true });
