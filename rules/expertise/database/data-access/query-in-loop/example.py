from shop.models import Customer, Order


def once(orders, session):
    # ok: query-in-loop-python
    customers = Customer.objects.in_bulk([order.customer_id for order in orders])
    for order in orders:
        # ok: query-in-loop-python
        order.customer = customers.get(order.customer_id)
    # ok: query-in-loop-python
    for customer in Customer.objects.filter(open=True):
        # ok: query-in-loop-python
        customer.name = CACHE.get(customer.id)
    # ok: query-in-loop-python
    return session.execute(select(Order).where(Order.id.in_([order.id for order in orders])))


def a_few(names):
    for name in ("free", "paid"):
        # ok: query-in-loop-python
        Order.objects.filter(plan=name).count()


def of_the_settings(names):
    for name in settings.DEFAULT_PLANS:
        # ok: query-in-loop-python
        Order.objects.get(plan=name)
    for name in names:
        try:
            plan = CACHE[name]
        except KeyError:
            # ok: query-in-loop-python
            plan = Plan.objects.create(name=name)
    return plan


def fix_orders_without_a_plan(orders):
    for order in orders:
        # ok: query-in-loop-python
        Order.objects.filter(number=order.number).update(plan="free")


def with_relations(names, rights):
    for name in names:
        # ok: query-in-loop-python
        plan = Plan.objects.create(name=name)
        plan.rights.set(rights)


def one_by_one(names):
    for name in names:
        # ruleid: query-in-loop-python
        Plan.objects.create(name=name)


def one_lock_each(orders):
    for order in orders:
        # ok: query-in-loop-python
        order.stock = Stock.objects.filter(number=order.number).select_for_update().get()


class Command(Quiet, BaseCommand):
    def handle(self, *args, **options):
        for number in options["numbers"]:
            # ok: query-in-loop-python
            Order.objects.get(number=number)


def django_loop(orders):
    for order in orders:
        # ruleid: query-in-loop-python
        order.customer = Customer.objects.get(id=order.customer_id)
        # ruleid: query-in-loop-python
        if Order.objects.filter(number=order.number).exists():
            continue


def sqlalchemy_loop(session, numbers):
    for number in numbers:
        # ruleid: query-in-loop-python
        order = session.get(Order, number)
        # ruleid: query-in-loop-python
        session.query(Customer).filter(Customer.id == number).first()
    return order


def plain_loop(cursor, numbers):
    for number in numbers:
        # ruleid: query-in-loop-python
        cursor.execute("SELECT * FROM orders WHERE id = %s", (number,))


def mongo_loop(db, orders):
    # ruleid: query-in-loop-python
    return [db.customers.find_one({"_id": order["customer"]}) for order in orders]


def found_or_made(names):
    for name in names:
        # ok: query-in-loop-python
        shelf = Shelf.objects.filter(name=name).first()
        if not shelf:
            shelf = Shelf(name=name)
            shelf.save()


def one_by_one_after_all(tasks):
    try:
        Task.objects.filter(pk__in=tasks).delete()
    except ProtectedError:
        for task in tasks:
            # ok: query-in-loop-python
            Task.objects.get(pk=task).delete()


def states(tasks, worker):
    for task in tasks:
        release(task)
        # ok: query-in-loop-python
        Task.objects.filter(pk=task.pk).update(worker=worker)


def all_of_them(names):
    for name in names:
        # ruleid: query-in-loop-python
        Shelf.objects.create(name=name)
