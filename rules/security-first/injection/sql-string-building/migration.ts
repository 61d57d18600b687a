import { MigrationInterface, QueryRunner } from "typeorm";

export class Keys1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner) {
    await this.convert(queryRunner, "bigint");
  }

  private async convert(queryRunner: QueryRunner, to: string) {
    // ok: sql-string-building-javascript
    await queryRunner.query(`ALTER TABLE orders ALTER COLUMN id TYPE ${to} USING id::${to}`);
  }
}

export async function ranks(db: Database, sort: string, keys: string[]) {
  // ok: sql-string-building-javascript
  return db.query(`SELECT RANK() OVER (ORDER BY score ${sort}) FROM scores WHERE key = ANY($1)`, [keys]);
}

export async function patience(client: Client, milliseconds = 1000) {
  // ok: sql-string-building-javascript
  await client.query(`SET statement_timeout = ${milliseconds}`);
}

export async function counted(client: Client, where: { text: string; values: string[] }) {
  // ok: sql-string-building-javascript
  return client.query({ text: `SELECT COUNT(*) FROM users WHERE ${where.text}`, values: where.values });
}
