from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask, request
from flask_cors import CORS

app = FastAPI()
flask_app = Flask(__name__)

# ok: permissive-cors-python
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_credentials=True)
# ok: permissive-cors-python
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET"])
# ok: permissive-cors-python
CORS(flask_app)
# ok: permissive-cors-python
CORS(flask_app, origins=["https://shop.example"], supports_credentials=True)

# ruleid: permissive-cors-python
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"])
# ruleid: permissive-cors-python
CORS(flask_app, supports_credentials=True)
# ruleid: permissive-cors-python
CORS(flask_app, origins="*", supports_credentials=True)


@flask_app.after_request
def checked(response):
    origin = request.headers.get("Origin")
    if origin in ALLOWED_ORIGINS:
        # ok: permissive-cors-python
        response.headers["Access-Control-Allow-Origin"] = origin
    return response


@flask_app.after_request
def reflected(response):
    # ruleid: permissive-cors-python
    response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
