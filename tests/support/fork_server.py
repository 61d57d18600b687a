"""Imports the bot once, and forks a `tenet` command for each that is asked for (see commands)."""

import gc
import importlib
import json
import os
import signal
import socket
import sys
import time
from typing import Any

# What the commands import late. Nothing here reads the environment while it is imported.
MODULES = (
    "bot.app.doctor",
    "bot.app.evaluation",
    "bot.app.first_start",
    "bot.app.reviewer",
    "bot.app.service",
    "bot.app.worker",
    "bot.cli.table",
    "bot.publishers.html_report",
    "uvicorn",
)
MAX_REQUEST = 1_000_000  # bytes: the arguments, the folder and the environment
STREAMS = 3  # standard input, output and error
NUMBER = 8  # bytes of an answer: the process, and later its exit code


def become_a_command(asked: socket.socket) -> bool:
    """Fork for each request; True in a process that is now the command, False when all is done."""
    while True:
        request, files, _, _ = socket.recv_fds(asked, MAX_REQUEST, STREAMS + 1)
        _bury()
        if not request:
            return False
        if os.fork() == 0:
            asked.close()
            return _keep(request, files)
        for file in files:
            os.close(file)


def _bury() -> None:
    """Let those go that have ended, so that their time counts as ours."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def _keep(request: bytes, files: list[int]) -> bool:
    """Tell who the command is, and later how it ended: nobody else is its parent."""
    answers, *streams = files
    command = os.fork()
    if command == 0:
        os.close(answers)
        _put_on(json.loads(request), streams)
        return True
    for stream in streams:
        os.close(stream)
    with socket.socket(fileno=answers) as told:
        told.sendall(command.to_bytes(NUMBER, signed=True))
        code = os.waitstatus_to_exitcode(os.waitpid(command, 0)[1])
        told.sendall(code.to_bytes(NUMBER, signed=True))
    os._exit(0)


def _put_on(request: dict[str, Any], streams: list[int]) -> None:
    """Look as a process does that was started with these arguments, in this environment."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    os.chdir(request["folder"])
    sys.argv = request["arguments"]
    signal.signal(signal.SIGINT, signal.default_int_handler)


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])  # a script finds first what lies beside it, as `tenet` does
    with socket.socket(fileno=int(sys.argv[2])) as requests:
        for name in MODULES:
            importlib.import_module(name)
        gc.freeze()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # one for the commands is not for us
        commanded = become_a_command(requests)
    if commanded:
        from bot.cli import main

        main()
