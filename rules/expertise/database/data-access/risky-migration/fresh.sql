CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- ok: risky-migration-index
CREATE INDEX orders_note ON orders (note);
