"""Starts a program that reaches only the files it is given, and no network.

This is a script that is run in the child: a server with threads may not run Python between fork
and exec. It imports nothing of ours and little of Python, because every scan waits for it.

    python -I -S landlock.py parent=PID read=PATH write=PATH as=BYTES ... -- PROGRAM ARGUMENT ...

Landlock rules over files. What it does not rule over, a seccomp filter refuses: sockets of every
kind, changing modes and owners, and leaving the process group, by which we kill.
https://docs.kernel.org/userspace-api/landlock.html
"""

import ctypes
import errno
import os
import resource
import stat
import struct
import sys

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_SET_PARENT_DEATH_SIGNAL, _SET_NO_NEW_PRIVILEGES, _SET_SECCOMP = 1, 38, 22
_FILTER = 2
_KILL_SIGNAL = 9  # importing signal would cost 3 ms a scan

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FOLDER, _REMOVE_FILE = 1 << 4, 1 << 5
_MAKE_FOLDER, _MAKE_FILE, _MAKE_LINK = 1 << 7, 1 << 8, 1 << 12
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_READ = _EXECUTE | _READ_FILE | _READ_FOLDER
_WRITE = (
    _READ_FILE | _READ_FOLDER | _WRITE_FILE | _TRUNCATE | _REFER
    | _MAKE_FOLDER | _MAKE_FILE | _MAKE_LINK | _REMOVE_FOLDER | _REMOVE_FILE
)  # fmt: skip
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
# What each version can rule over: files, TCP, and signals and abstract sockets (since 1, 4, 6).
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_TCP, _TCP_SINCE = 0b11, 4
_SCOPES, _SCOPES_SINCE = 0b11, 6

_LIMITS = {
    "as": resource.RLIMIT_AS,
    "cpu": resource.RLIMIT_CPU,
    "fsize": resource.RLIMIT_FSIZE,
    "nofile": resource.RLIMIT_NOFILE,
    "core": resource.RLIMIT_CORE,
}

# The system calls that are refused, by machine: the audit code, then the numbers.
_X86_64, _AARCH64 = 0xC000003E, 0xC00000B7
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198),
    "io_uring_setup": (425, 425),  # it opens sockets behind the filter's back
    "setpgid": (109, 154),
    "setsid": (112, 157),
    "truncate": (76, 45),
    "chmod": (90, None),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "setxattrat": (463, 463),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "removexattrat": (466, 466),
}
# A pair of streams reaches nobody but its owner, and Python's asyncio needs one. A datagram socket
# could be told to write to any other.
_SOCKETPAIR = (53, 199)
_STREAM, _KIND = 1, 0xF
_MACHINES = {"x86_64": (_X86_64, 0), "aarch64": (_AARCH64, 1)}
_X32 = 0x40000000  # the same calls under other numbers
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_GREATER_OR_EQUAL, _RETURN = 0x20, 0x15, 0x35, 0x06
_AND = 0x54
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
_NUMBER, _MACHINE, _SECOND_ARGUMENT = 0, 4, 24  # where the filter finds them

_libc = ctypes.CDLL(None, use_errno=True)


def main() -> None:
    """Lock this process in as its arguments say, and become the program."""
    end = sys.argv.index("--")
    wishes = [word.partition("=")[::2] for word in sys.argv[1:end]]
    try:
        _die_with(int(dict(wishes)["parent"]))
        for name, value in wishes:
            if name in _LIMITS:
                _limit(_LIMITS[name], int(value))
        _call("no new privileges", _libc.prctl, _SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        _restrict_files(wishes)
        refuse_calls(_REFUSED)
        os.execvp(sys.argv[end + 1], sys.argv[end + 1 :])  # noqa: S606  becoming it is the point
    except OSError as exc:
        sys.exit(f"landlock: {exc.filename or sys.argv[end + 1]}: {exc.strerror}")


def _die_with(parent: int) -> None:
    _call("parent", _libc.prctl, _SET_PARENT_DEATH_SIGNAL, _KILL_SIGNAL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(what, (most, most))


def _restrict_files(wishes: list[tuple[str, str]]) -> None:
    version = _call("not in this kernel", _libc.syscall, _CREATE_RULESET, None, 0, _ASK_VERSION)
    handled = (1 << _FILE_RIGHTS[min(version, max(_FILE_RIGHTS))]) - 1
    parts = [handled]
    if version >= _TCP_SINCE:
        parts.append(_TCP)
    if version >= _SCOPES_SINCE:
        parts.append(_SCOPES)
    attributes = struct.pack(f"={len(parts)}Q", *parts)
    rules = _call("rules", _libc.syscall, _CREATE_RULESET, attributes, len(attributes), 0)
    for name, value in wishes:
        if name in {"read", "write"}:
            _allow(rules, value, handled & (_READ if name == "read" else _WRITE))
    _call("restriction", _libc.syscall, _RESTRICT_SELF, rules, 0)
    os.close(rules)


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return  # not every system has every folder
    if not stat.S_ISDIR(os.fstat(place).st_mode):
        rights &= _OF_A_FILE
    rule = struct.pack("=Qi", rights, place)
    _call(path, _libc.syscall, _ADD_RULE, rules, _PATH_BENEATH, rule, 0)
    os.close(place)


def refuse_calls(refused: dict[str, tuple[int | None, int | None]]) -> None:
    """Let these system calls fail from now on; raises OSError where that cannot be done."""
    machine = os.uname().machine
    if machine not in _MACHINES:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), f"machine {machine}")
    audit, column = _MACHINES[machine]
    numbers = [one for row in refused.values() if (one := row[column]) is not None]
    program = _program(audit, numbers, _SOCKETPAIR[column])
    code = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: the number of instructions, and where they are.
    handle = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    _call("seccomp", _libc.prctl, _SET_SECCOMP, _FILTER, handle, 0, 0)


def _program(audit: int, numbers: list[int], pair: int) -> bytes:
    count = len(numbers) + 4  # the steps about socketpair
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_JUMP_IF_EQUAL, 1, 0, audit),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_IF_GREATER_OR_EQUAL, count + 1, 0, _X32),
        *((_JUMP_IF_EQUAL, count - index, 0, one) for index, one in enumerate(numbers)),
        (_JUMP_IF_EQUAL, 0, 3, pair),
        (_LOAD, 0, 0, _SECOND_ARGUMENT),
        (_AND, 0, 0, _KIND),
        (_JUMP_IF_EQUAL, 0, 1, _STREAM),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _call(what: str, function: object, *arguments: object) -> int:
    result: int = function(*[_c(one) for one in arguments])  # type: ignore[operator]  # ctypes
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), what)
    return result


def _c(argument: object) -> object:
    # A variadic function takes whole words; ctypes would pass an int's lower half.
    return ctypes.c_long(argument) if isinstance(argument, int) else argument


if __name__ == "__main__":
    main()
