import sqlalchemy as sa
from fastapi import Body, FastAPI

app = FastAPI()


@app.post("/lateness")
async def lateness(flows: FlowFilter = Body(None), runs: RunFilter = Body(None)):
    query = await models.runs._apply_run_filters(db, sa.select(sa.func.avg(db.Run.late)), flows=flows, runs=runs)
    # ok: sql-string-building-python
    return (await session.execute(query)).scalar()


@app.post("/named")
async def named(name: str = Body(...)):
    # ruleid: sql-string-building-python
    return (await session.execute(sa.text(f"SELECT * FROM runs WHERE name = '{name}'"))).all()


@app.get("/files/{place}")
async def file_at(place: str):
    # ok: sql-string-building-python
    found = await session.scalar(model.File.by_location(place))
    wanted = await service.lookup(place)
    # ok: sql-string-building-python
    return found or (await session.execute(wanted)).scalar()


@app.get("/cases")
async def cases(status: str = "open", sort: str = "recent"):
    statement = cases_statement(status=status, sort=sort)
    # ok: sql-string-building-python
    return await session.scalar(sa.select(sa.func.count()).select_from(count_subquery(statement)))
