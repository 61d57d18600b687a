import smtplib
import urllib.request

import httpx
import requests


def calls():
    # ok: missing-timeout-python
    requests.get("https://api.internal", timeout=5)
    # ok: missing-timeout-python
    requests.post("https://api.internal", **OPTIONS)
    # ok: missing-timeout-python
    httpx.get("https://api.internal")
    # ok: missing-timeout-python
    urllib.request.urlopen("https://api.internal", timeout=5)
    # ok: missing-timeout-python
    smtplib.SMTP("mail.internal", 25, timeout=10)

    # ruleid: missing-timeout-python
    requests.get("https://api.internal")
    # ruleid: missing-timeout-python
    requests.post("https://api.internal", json={"id": 1}, headers={"X-Own": "1"})
    # ruleid: missing-timeout-python
    requests.get("https://api.internal", timeout=None)
    # ruleid: missing-timeout-python
    httpx.get("https://api.internal", timeout=None)
    # ruleid: missing-timeout-python
    urllib.request.urlopen("https://api.internal")
    # ruleid: missing-timeout-python
    smtplib.SMTP("mail.internal", 25)


def with_a_session(order):
    with requests.Session() as session:
        # ok: missing-timeout-python
        session.get("https://api.internal", timeout=5)
        # ruleid: missing-timeout-python
        session.post("https://api.internal", json=order)


# What stands outside of functions is a script, or asked once at the start.
session = requests.Session()
# ok: missing-timeout-python
answer = session.get("https://api.internal/countries")
for country in answer.json():
    # ok: missing-timeout-python
    print(requests.get(f"https://api.internal/countries/{country}").status_code)
