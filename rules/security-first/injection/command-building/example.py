import asyncio
import os
import shlex
import subprocess

from flask import request

HOSTS = {"a.internal", "b.internal"}


def arguments_without_a_shell(path, count: int):
    # ok: command-building-python, command-building-parameter-python
    subprocess.run(["ls", path], check=True)
    # ok: command-building-python, command-building-parameter-python
    subprocess.run(["tar", "xf", f"{path}/files.tar"], check=True)
    # ok: command-building-python, command-building-parameter-python
    subprocess.run("ls -l", shell=True, check=True)
    # ok: command-building-python, command-building-parameter-python
    subprocess.run(f"ls {shlex.quote(path)}", shell=True, check=True)
    # ok: command-building-python, command-building-parameter-python
    os.system(f"head -n {count} log.txt")


async def arguments_without_a_shell_later(name):
    # ok: command-building-python, command-building-parameter-python
    await asyncio.create_subprocess_exec("git", "log", name)


def a_wrapper(command):
    # ok: command-building-python, command-building-parameter-python
    subprocess.run(command, shell=True, check=True)


@app.route("/ping")
def an_allow_list():
    host = request.args["host"]
    # ok: command-building-python, command-building-parameter-python
    subprocess.run(["ping", host], check=True)
    if host not in HOSTS:
        abort(400)
    # ok: command-building-python, command-building-parameter-python
    os.system("ping " + host)


def built(path):
    # ruleid: command-building-parameter-python
    os.system("cat " + path)
    # ruleid: command-building-parameter-python
    subprocess.run(f"ls {path}", shell=True, check=True)
    # ruleid: command-building-parameter-python
    subprocess.check_output("ls %s" % path, shell=True)
    # ruleid: command-building-parameter-python
    subprocess.run(["sh", "-c", f"ls {path}"], check=True)
    # ruleid: command-building-parameter-python
    os.popen("cat {}".format(path)).read()


def built_before(path):
    command = "tar xf " + path
    # ruleid: command-building-parameter-python
    subprocess.call(command, shell=True)


async def built_later(name):
    # ruleid: command-building-parameter-python
    await asyncio.create_subprocess_shell(f"git log {name}")


def over_ssh(client, path):
    # ruleid: command-building-parameter-python
    client.exec_command(f"ls {path}")


@app.route("/run")
def from_the_request():
    # ruleid: command-building-python
    subprocess.run(request.form["command"], shell=True, check=True)
    # ruleid: command-building-python
    subprocess.run([request.form["program"]], check=True)
