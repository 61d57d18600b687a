"""What a locked-in program may reach: the system's programs, its own files, and one folder."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_MEBIBYTE = 1 << 20
_MOST_LINKS = 8  # of a program, and of the program that interprets it

# Certificates, but not the keys beside them.
SYSTEM = tuple(
    Path(one)
    for one in (
        "/usr/bin",
        "/usr/sbin",
        "/usr/lib",
        "/usr/lib32",
        "/usr/lib64",
        "/usr/libexec",
        "/usr/share",
        "/usr/local/bin",
        "/usr/local/lib",
        "/etc/alternatives",
        "/etc/ca-certificates",
        "/etc/ld.so.cache",
        "/etc/localtime",
        "/etc/pki/ca-trust/extracted",
        "/etc/pki/tls/certs",
        "/etc/ssl/certs",
        "/etc/ssl/openssl.cnf",
    )
)
# Links into /usr on most systems.
TOP = tuple(Path(one) for one in ("/bin", "/sbin", "/lib", "/lib32", "/lib64"))


@dataclass(frozen=True, slots=True)
class Reach:
    """What one run may reach: a folder to read, where it starts, and in it a home to write to."""

    folder: Path
    home: Path
    readable: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one process may use; bytes, and seconds of the processor.

    `processes` holds only where they can be counted apart from others of the same user.
    """

    memory: int = 4096 * _MEBIBYTE  # of address space; Semgrep does not start with half of it
    seconds: int = 60
    file: int = 64 * _MEBIBYTE
    open_files: int = 256
    processes: int = 128


def memory_folder() -> str | None:
    """A folder in memory where the system has one: blobs need not touch a disk."""
    shared = Path("/dev/shm")  # noqa: S108  a private folder of our own is made inside it
    return str(shared) if shared.is_dir() else None


def installation(start: Sequence[str], search: str) -> tuple[Path, ...]:
    """The files that a command is made of: programs, interpreters, and the libraries beside them.

    `search` is a PATH. A word that names no file is taken for an argument.
    """
    found: dict[Path, None] = {}
    for number, word in enumerate(start):
        place = shutil.which(word, path=search) if number == 0 else word
        if place is not None and Path(place).is_absolute() and Path(place).is_file():
            _collect(Path(place), search, found)
    always = {*SYSTEM, *TOP}
    covered = always.union(found)
    return tuple(one for one in found if covered.isdisjoint(one.parents) and one not in always)


def _collect(program: Path, search: str, found: dict[Path, None]) -> None:
    if program in found:
        return
    for spelled in _spellings(program):
        found[spelled] = None
        found.update(dict.fromkeys(_beside(spelled.parent)))
        home = _home_of_venv(spelled.parent.parent / "pyvenv.cfg")
        if home is not None:
            found.update(dict.fromkeys(_beside(home)))
    interpreter = _interpreter(program, search)
    if interpreter is not None:
        _collect(interpreter, search, found)


def _spellings(program: Path) -> Iterator[Path]:
    """A path, what each link on the way says, and where it ends."""
    spelled = program
    for _ in range(_MOST_LINKS):
        yield spelled
        if not spelled.is_symlink():
            break
        spelled = spelled.parent / spelled.readlink()
    yield program.resolve()


def _beside(folder: Path) -> Iterator[Path]:
    """The parts of the Python installation whose programs are in this folder, if it is one."""
    prefix = folder.parent
    if next(prefix.glob("lib/python3*"), None) is None:
        return
    for name in (folder.name, "lib", "lib64", "pyvenv.cfg"):
        if (prefix / name).exists():
            yield prefix / name


def _home_of_venv(configuration: Path) -> Path | None:
    """Where the programs are of the Python that a virtual environment was made of."""
    try:
        lines = configuration.read_text(errors="replace").splitlines()
    except OSError:
        return None
    for line in lines:
        name, _, value = line.partition("=")
        if name.strip() == "home":
            return Path(value.strip())
    return None


def _interpreter(program: Path, search: str) -> Path | None:
    try:
        with program.open("rb") as file:
            first = file.readline(512)
    except OSError:
        return None
    if not first.startswith(b"#!"):
        return None
    words = first[2:].decode("utf-8", "replace").split()
    if words and Path(words[0]).name == "env":
        words = [word for word in words[1:] if not word.startswith("-") and "=" not in word]
    place = shutil.which(words[0], path=search) if words else None
    return Path(place) if place is not None else None
