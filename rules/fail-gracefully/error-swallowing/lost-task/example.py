import asyncio


async def kept(order, tasks):
    # ok: lost-task-python
    task = asyncio.create_task(charge(order))
    tasks.add(task)
    # ok: lost-task-python
    tasks.add(asyncio.create_task(charge(order)))
    await task


async def gathered(orders):
    # ok: lost-task-python
    await asyncio.gather(*[asyncio.create_task(charge(order)) for order in orders])
    tasks = [
        # ok: lost-task-python
        asyncio.create_task(charge(orders[0])),
    ]
    # ok: lost-task-python
    return asyncio.create_task(charge(tasks))


async def grouped(orders):
    async with asyncio.TaskGroup() as group:
        # ok: lost-task-python
        group.create_task(charge(orders[0]))


async def lost(order):
    # ruleid: lost-task-python
    asyncio.create_task(charge(order))
    await notify(order)


async def lost_future(order):
    if order.open:
        # ruleid: lost-task-python
        asyncio.ensure_future(
            charge(order),
        )


def in_a_pool(executor, orders):
    # ok: lost-task-python
    futures = [executor.submit(charge, order) for order in orders]
    # ok: lost-task-python
    first = executor.submit(charge, orders[0])
    # ok: lost-task-python
    form.submit(orders[0])
    return first, futures


def lost_in_a_pool(executor, loop, order):
    # ruleid: lost-task-python
    executor.submit(charge, order)
    # ruleid: lost-task-python
    loop.create_task(charge(order))
