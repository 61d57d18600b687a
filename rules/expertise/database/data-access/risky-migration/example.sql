-- ok: risky-migration-index
CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);
-- ok: risky-migration-index
DROP INDEX orders_customer;
-- ok: risky-migration-index
ALTER INDEX orders_customer RENAME TO orders_by_customer;
-- ok: risky-migration-drop
ALTER TABLE orders DROP CONSTRAINT orders_customer_fk;
-- ok: risky-migration-drop
ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;
-- ok: risky-migration-drop
DROP TABLE tmp_orders;
-- ok: risky-migration-not-null
ALTER TABLE orders ADD COLUMN note text;
-- ok: risky-migration-not-null
ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT 'new';
-- ok: risky-migration-not-null
ALTER TABLE orders ADD COLUMN amount numeric(10, 2) DEFAULT 0 NOT NULL;
-- ok: risky-migration-not-null
ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY NOT NULL;
-- ok: risky-migration-rewrite
ALTER TABLE orders ALTER COLUMN note TYPE text;
-- ok: risky-migration-rewrite
ALTER TABLE orders ADD CONSTRAINT customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
-- ok: risky-migration-rewrite
ALTER TABLE orders VALIDATE CONSTRAINT customer_fk;
-- ok: risky-migration-rename
ALTER TABLE orders RENAME CONSTRAINT customer_fk TO orders_customer_fk;
-- ok: risky-migration-rename
ALTER TYPE state RENAME VALUE 'new' TO 'open';
-- ok: risky-migration-rename
ALTER TABLE orders ADD COLUMN renamed text;

-- ruleid: risky-migration-index
CREATE INDEX orders_customer ON orders (customer_id);
-- ruleid: risky-migration-index
CREATE UNIQUE INDEX IF NOT EXISTS orders_number ON orders USING btree (number);
-- ruleid: risky-migration-drop
DROP TABLE invoices;
-- ruleid: risky-migration-drop
ALTER TABLE orders DROP COLUMN note;
-- ruleid: risky-migration-not-null
ALTER TABLE orders ADD COLUMN tenant_id bigint NOT NULL;
-- ruleid: risky-migration-not-null
ALTER TABLE "orders" ADD "code" varchar(20) NOT NULL;
-- ruleid: risky-migration-rewrite
ALTER TABLE orders ALTER COLUMN amount TYPE bigint;
-- ruleid: risky-migration-rewrite
ALTER TABLE orders ALTER COLUMN tenant_id SET NOT NULL;
-- ruleid: risky-migration-rewrite
ALTER TABLE orders ADD CONSTRAINT customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);
-- ruleid: risky-migration-rename
ALTER TABLE orders RENAME COLUMN note TO remark;
-- ruleid: risky-migration-rename
ALTER TABLE orders RENAME TO purchases;

-- +goose Down
-- ok: risky-migration-drop
DROP TABLE purchases;
-- ok: risky-migration-rename
ALTER TABLE purchases RENAME TO orders;
