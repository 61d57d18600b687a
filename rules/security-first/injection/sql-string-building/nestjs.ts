import { Body, Controller, Get, Headers, Param, ParseIntPipe, Post, Query } from "@nestjs/common";
import { DataSource, Repository } from "typeorm";

@Controller("users")
export class UsersController {
  constructor(private readonly dataSource: DataSource, private readonly users: Repository<User>) {}

  @Get("bound")
  async bound(@Query("name") name: string, @Param("id", ParseIntPipe) id: number) {
    // ok: sql-string-building-javascript
    await this.dataSource.query("SELECT * FROM users WHERE name = $1", [name]);
    // ok: sql-string-building-javascript
    await this.dataSource.query(`SELECT * FROM users WHERE id = ${id}`);
    // ok: sql-string-building-javascript
    return this.users.createQueryBuilder("u").where("u.name = :name", { name }).getMany();
  }

  @Get("built")
  async built(@Query("name") name: string, @Query("sort") sort: string, @Headers("x-tenant") tenant: string) {
    // ruleid: sql-string-building-javascript
    await this.dataSource.query(`SELECT * FROM users WHERE name = '${name}'`);
    // ruleid: sql-string-building-javascript
    await this.users.query("SELECT * FROM users ORDER BY " + sort);
    const qb = this.users.createQueryBuilder("u");
    // ruleid: sql-string-building-javascript
    qb.andWhere(`u.tenant = '${tenant}'`);
    // ruleid: sql-string-building-javascript
    return this.users.find({ where: `name = '${name}'` });
  }

  @Post()
  async created(@Body() body: CreateUser) {
    // ruleid: sql-string-building-javascript
    await this.dataSource.manager.query("INSERT INTO users (name) VALUES ('" + body.name + "')");
  }
}
