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
