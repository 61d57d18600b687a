import { Pool } from "pg";

const COLUMNS = "id, name, email";
const SORTS: Record<string, string> = { name: "name", newest: "created_at DESC" };
const ALLOWED_TABLES = ["users", "orders"];

app.get("/bound", async (req, res) => {
  const { id, name } = req.query;
  // ok: sql-string-building-javascript
  await pool.query("SELECT * FROM users WHERE id = $1", [id]);
  // ok: sql-string-building-javascript
  await pool.query(`SELECT ${COLUMNS} FROM users WHERE id = $1`, [id]);
  // ok: sql-string-building-javascript
  await pool.query({ text: "SELECT * FROM users WHERE id = $1", values: [id] });
  // ok: sql-string-building-javascript
  await pool.query("SELECT * FROM users WHERE name LIKE $1", [`%${name}%`]);
  // ok: sql-string-building-javascript
  await pool.query(`SELECT * FROM users WHERE id = ${Number(id)}`);
  // ok: sql-string-building-javascript
  await prisma.$queryRaw`SELECT * FROM users WHERE id = ${id}`;
  // ok: sql-string-building-javascript
  await prisma.$queryRawUnsafe("SELECT * FROM users WHERE id = $1", id);
  // ok: sql-string-building-javascript
  await db.execute(sql`SELECT * FROM users WHERE id = ${id}`);
  // ok: sql-string-building-javascript
  await knex.raw("SELECT * FROM users WHERE id = ?", [id]);
  // ok: sql-string-building-javascript
  await sequelize.query("SELECT * FROM users WHERE name = :name", { replacements: { name } });
  // ok: sql-string-building-javascript
  knex("users").where("name", name);
  const sort = SORTS[req.query.sort] ?? "name";
  // ok: sql-string-building-javascript
  await pool.query(`SELECT * FROM users ORDER BY ${sort}`);
});

async function placeholdersForAList(ids: string[]) {
  const marks = ids.map((_, index) => `$${index + 1}`).join(",");
  // ok: sql-string-building-javascript
  return pool.query(`SELECT * FROM users WHERE id IN (${marks})`, ids);
}

async function anAllowList(table: string) {
  if (!ALLOWED_TABLES.includes(table)) throw new Error("unknown table");
  // ok: sql-string-building-javascript
  return pool.query(`SELECT count(*) FROM ${table}`);
}

async function aWrapper(statement: string, values: unknown[]) {
  // ok: sql-string-building-javascript
  return pool.query(statement, values);
}

async function noDatabase(id: string) {
  // ok: sql-string-building-javascript
  await client.get(`user:${id}`);
  // ok: sql-string-building-javascript
  await apollo.query({ query: USERS, variables: { id } });
}

app.get("/built", async (req, res) => {
  const { id, name } = req.query;
  // ruleid: sql-string-building-javascript
  await pool.query(`SELECT * FROM users WHERE id = ${id}`);
  // ruleid: sql-string-building-javascript
  await pool.query("SELECT * FROM users WHERE id = " + req.params.id);
  // ruleid: sql-string-building-javascript
  await pool.query({ text: `SELECT * FROM users WHERE id = ${id}` });
  // ruleid: sql-string-building-javascript
  await prisma.$queryRawUnsafe(`SELECT * FROM users WHERE id = ${id}`);
  // ruleid: sql-string-building-javascript
  await db.execute(sql.raw(`SELECT * FROM users WHERE id = ${id}`));
  // ruleid: sql-string-building-javascript
  await knex.raw(`SELECT * FROM users WHERE id = ${id}`);
  // ruleid: sql-string-building-javascript
  knex("users").whereRaw(`name = '${name}'`);
  // ruleid: sql-string-building-javascript
  await sequelize.query("SELECT * FROM users WHERE name = '" + name + "'");
  // ruleid: sql-string-building-javascript
  db.all("SELECT * FROM users WHERE name = '" + name + "'", done);
  let statement = "SELECT * FROM users WHERE 1 = 1";
  if (name) statement += ` AND name = '${name}'`;
  // ruleid: sql-string-building-javascript
  await connection.execute(statement);
});

class Users {
  constructor(private readonly pool: Pool, private readonly users: Repository<User>) {}

  async byName(name: string) {
    // ruleid: sql-string-building-parameter-javascript
    return this.pool.query(`SELECT * FROM users WHERE name = '${name}'`);
  }

  async search(name: string) {
    // ruleid: sql-string-building-parameter-javascript
    return this.users.createQueryBuilder("u").where(`u.name = '${name}'`).getMany();
  }
}

function since(duration: string) {
  if (!isIsoDuration(duration)) {
    throw new RangeError("not a duration");
  }
  const length = duration.slice(1);
  // ok: sql-string-building-javascript
  return sequelize.literal(`now() - interval '${length}'`);
}

class Shelf {
  find(name: string, id: number, table: string) {
    // ok: sql-string-building-parameter-javascript
    this.pool.query("SELECT * FROM shelves WHERE name = $1", [name]);
    // ok: sql-string-building-parameter-javascript
    this.pool.query(`SELECT * FROM shelves WHERE id = ${id}`);
    // ok: sql-string-building-parameter-javascript
    return this.pool.query(`SELECT * FROM ${table}`);
  }
}

async function addTrigger(db, table) {
  const name = toSnakeCase(`update_${table}`);
  // ok: sql-string-building-parameter-javascript
  const [rows] = await db.query(`SELECT COUNT(*) AS count FROM sqlite_master WHERE type='trigger' AND name='${name}'`);
  return rows;
}

class Shelves {
  async tagged(shelf: string, tags: string[]) {
    const query = this.manager.createQueryBuilder(Book, "book");
    const inner = this.manager.createQueryBuilder(Book, "inner").select("inner.id").where("inner.shelf = :shelf", { shelf });
    // ok: sql-string-building-javascript, sql-string-building-parameter-javascript
    query.andWhere(`book.id IN (${inner.getQuery()})`).setParameters({ shelf, tags });
    // ruleid: sql-string-building-parameter-javascript
    query.andWhere(`book.shelf = '${shelf}'`);
    return query.getMany();
  }

  async picked(shelf: string) {
    const query = this.manager.createQueryBuilder(Book, "book");
    const inner = query.subQuery().select("inner.id").from(Book, "inner");
    if (shelf) {
      inner.where("inner.shelf = :shelf", { shelf }).setParameters({ shelf });
    }
    // ok: sql-string-building-javascript, sql-string-building-parameter-javascript
    return query.andWhere(`book.id IN (${inner.getQuery()})`).getMany();
  }
}
