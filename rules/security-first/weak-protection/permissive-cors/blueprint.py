from flask import Blueprint, jsonify
from flask_cors import cross_origin

routes = Blueprint("routes", __name__)


@routes.route("/login", methods=["OPTIONS", "POST"])
# ok: permissive-cors-python
@cross_origin(supports_credentials=True)
def login():
    return jsonify(status="ok")
