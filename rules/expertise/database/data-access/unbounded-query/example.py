from django.http import JsonResponse
from shop.models import Order


@app.get("/orders")
def paged(page: int, session):
    # ok: unbounded-query-python
    return session.scalars(select(Order).limit(50).offset(50 * page)).all()


@app.get("/own")
def own(session, user):
    # ok: unbounded-query-python
    return session.query(Order).filter_by(user=user.id).all()


def job(session):
    # ok: unbounded-query-python
    return session.query(Order).all()


def django_paged(request):
    # ok: unbounded-query-python
    return JsonResponse(list(Order.objects.all()[:50]), safe=False)


@app.get("/all")
def everything(session):
    # ruleid: unbounded-query-python
    return session.query(Order).all()


@app.route("/all-of-flask")
def everything_of_flask():
    # ruleid: unbounded-query-python
    return jsonify([order.number for order in Order.query.all()])


def django_everything(request):
    # ruleid: unbounded-query-python
    return JsonResponse(list(Order.objects.values("id", "number")), safe=False)


@app.get("/documents")
def documents(db):
    # ruleid: unbounded-query-python
    return list(db.orders.find({}))
