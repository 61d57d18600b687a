import smtplib
from email.message import EmailMessage
from email.mime.text import MIMEText
from http.server import BaseHTTPRequestHandler

from flask import make_response, request


@app.post("/mail")
def checked_by_the_library():
    message = EmailMessage()
    # ok: header-injection-python
    message["Subject"] = request.form["subject"]
    response = make_response("done")
    # ok: header-injection-python
    response.headers["X-Name"] = request.form["name"]
    old = MIMEText("text")
    # ok: header-injection-python
    old["Subject"] = "News for you"
    # ok: header-injection-python
    old["To"] = request.form["to"].replace("\n", "")
    with smtplib.SMTP("mail.internal") as server:
        # ok: header-injection-python
        server.sendmail("shop@example.com", "a@example.com", message.as_string())


@app.post("/raw-mail")
def raw_mail():
    text = MIMEText("text")
    # ruleid: header-injection-python
    text["Subject"] = "About " + request.form["subject"]
    # ruleid: header-injection-python
    text["Reply-To"] = request.form["from"]
    with smtplib.SMTP("mail.internal") as server:
        # ruleid: header-injection-python
        server.sendmail("shop@example.com", "a@example.com", f"Subject: {request.form['subject']}\n\nHello")


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        # ok: header-injection-python
        self.send_header("Content-Type", "text/plain")
        # ruleid: header-injection-python
        self.send_header("X-Path", self.path)


def application(environ, start_response):
    # ruleid: header-injection-python
    start_response("200 OK", [("X-Query", environ["QUERY_STRING"])])
