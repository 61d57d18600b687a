import ssl

import aiohttp
import httpx
import paramiko
import redis
import requests
from elasticsearch import Elasticsearch
from pymongo import MongoClient

# ok: tls-verification-off-python, tls-verification-off-flag-python
requests.get("https://api.internal", timeout=5)
# ok: tls-verification-off-python, tls-verification-off-flag-python
requests.get("https://api.internal", verify="/etc/ssl/own-authority.pem", timeout=5)
# ok: tls-verification-off-python, tls-verification-off-flag-python
context = ssl.create_default_context(cafile="/etc/ssl/own-authority.pem")
# ok: tls-verification-off-python, tls-verification-off-flag-python
jwt.decode(token, KEY, algorithms=["HS256"])
# ok: tls-verification-off-python, tls-verification-off-flag-python
form.check(value, verify=False)
if settings.DIRECTORY_TLS_INSECURE:
    # ok: tls-verification-off-python, tls-verification-off-flag-python
    ldap.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_NEVER)
if not verify_certificates:
    # ok: tls-verification-off-python, tls-verification-off-flag-python
    session.verify = False

# ruleid: tls-verification-off-flag-python
requests.get("https://api.internal", verify=False, timeout=5)
# ruleid: tls-verification-off-flag-python
client = httpx.AsyncClient(verify=False)
session = requests.Session()
# ruleid: tls-verification-off-flag-python
session.verify = False
# ruleid: tls-verification-off-python
connector = aiohttp.TCPConnector(ssl=False)
# ruleid: tls-verification-off-python
context = ssl._create_unverified_context()
# ok: tls-verification-off-python, tls-verification-off-flag-python
context.check_hostname = False
# ruleid: tls-verification-off-python
context.verify_mode = ssl.CERT_NONE
# ruleid: tls-verification-off-flag-python
search = Elasticsearch("https://search.internal", verify_certs=False)
# ruleid: tls-verification-off-python
store = redis.Redis(host="store.internal", ssl=True, ssl_cert_reqs=None)
# ruleid: tls-verification-off-python
documents = MongoClient("mongodb://db.internal", tls=True, tlsAllowInvalidCertificates=True)
shell = paramiko.SSHClient()
# ruleid: tls-verification-off-python
shell.set_missing_host_key_policy(paramiko.AutoAddPolicy())


def certificate_of(host):
    looking = ssl.create_default_context()
    # ok: tls-verification-off-python, tls-verification-off-flag-python
    looking.check_hostname = False
    # ok: tls-verification-off-python, tls-verification-off-flag-python
    looking.verify_mode = ssl.CERT_NONE
    with socket.create_connection((host, 443), 3) as raw, looking.wrap_socket(raw, server_hostname=host) as secured:
        return secured.getpeercert(True)


def of_a_remote(remote, trusted):
    if not remote.tls_validation:
        # ok: tls-verification-off-python, tls-verification-off-flag-python
        trusted.verify_mode = ssl.CERT_NONE


def by_address(trusted):
    # ruleid: tls-verification-off-python
    trusted.check_hostname = False
    return httpx.AsyncClient(verify=trusted)


def any_host():
    shell = paramiko.client.SSHClient()
    # ruleid: tls-verification-off-python
    shell.set_missing_host_key_policy(paramiko.client.AutoAddPolicy())
    return shell


async def without_tls(session, part):
    url = f"http://pictures.example/v3/{part}"
    # ok: tls-verification-off-python, tls-verification-off-flag-python
    async with session.get(url, params={"part": part}, ssl=False) as answer:
        return await answer.json()


def context_for(mode):
    made = ssl.create_default_context()
    # ok: tls-verification-off-python
    made.check_hostname = False
    # ok: tls-verification-off-python
    made.verify_mode = ssl.CERT_NONE
    if mode in ("verify-ca", "verify-full"):
        made.verify_mode = ssl.CERT_REQUIRED
    return made


transport = httpx.AsyncHTTPTransport()
# ok: tls-verification-off-flag-python
_insecure_transport = httpx.AsyncHTTPTransport(verify=False)
