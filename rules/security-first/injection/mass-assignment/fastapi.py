from fastapi import APIRouter
from shop.models import User
from shop.schemas import UserInput

router = APIRouter()


@router.post("/users")
async def by_schema(user: UserInput, session: Session):
    # ok: mass-assignment-python
    session.add(User(**user.model_dump()))


@router.post("/items")
async def by_field(body: dict, session: Session):
    # ok: mass-assignment-python
    session.add(User(name=body["name"]))


@router.get("/users")
async def listed(filters: dict):
    # ok: mass-assignment-python
    return UserQuery(**filters)


@router.put("/users/{number}")
async def as_a_whole(number: int, body: dict, session: Session):
    # ruleid: mass-assignment-python
    session.add(User(**body))
    # ruleid: mass-assignment-python
    session.get(User, number).__dict__.update(body)
