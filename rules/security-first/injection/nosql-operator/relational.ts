import { Like } from "typeorm";

export async function search(req: Request, res: Response) {
  const query = { where: { author: req.query.author, text: Like(`%${req.query.text}%`) } };
  // ok: nosql-operator-javascript
  res.json(await Message.find(query));
}

export async function change(req: Request, res: Response) {
  // ok: nosql-operator-javascript
  await Command.update({ name: req.body.name }, { used: true });
  res.json(await Command.count({ where: { name: req.body.name } }));
}
