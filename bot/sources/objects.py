"""Blobs and diffs of two revisions, read from an object store and never checked out."""

from collections.abc import Callable, Mapping, Sequence

from bot.review.change import FileChange, Side
from bot.review.diff import parse_diff
from bot.review.history import History
from bot.sources.git import Git
from bot.sources.history import UnknownHistory

# Three lines of context, as GitHub shows: what stands in our hunks can be commented on there.
_DIFF = (
    "diff-tree",
    "-r",
    "--no-commit-id",
    "--full-index",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-relative",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--diff-algorithm=myers",
    "--indent-heuristic",
    "--find-renames=50%",
    "-l1000",
    "--ignore-submodules=none",
    "--submodule=short",
)
_PLAIN_FILE = "100"
_SUBMODULE = "160000"
_BROUGHT_AT_ONCE = 500  # blobs of a folder of the base


class ObjectContents:
    """The contents of a change whose both sides lie in one object store.

    `bring` is told which blobs are about to be read, and may put them into the store. Without a
    `history`, none is known.
    """

    def __init__(
        self,
        git: Git,
        base: str,
        bring: Callable[[Sequence[str]], None] | None = None,
        history: History | None = None,
    ) -> None:
        self._git = git
        self._base = base
        self._bring = bring
        self._history = history or UnknownHistory()

    def read(self, file: FileChange, side: Side) -> bytes | None:
        """The file's bytes on that side; None where the side has no such file."""
        blob = file.new_blob if side is Side.RIGHT else file.old_blob
        return None if blob is None else self.read_many((blob,)).get(blob)

    def read_many(self, blobs: Sequence[str]) -> Mapping[str, bytes]:
        """The bytes of each of these blobs; one that the store lacks is left out."""
        if not blobs:
            return {}
        self._prepare(blobs)
        output = self._git.run("cat-file", "--batch", stdin=_lines(blobs))
        found, position = {}, 0
        for blob in blobs:
            end = output.index(b"\n", position)
            header = output[position:end].split(b" ")
            position = end + 1
            if header[-1] == b"missing":
                continue
            size = int(header[2])
            if header[1] == b"blob":
                found[blob] = output[position : position + size]
            position += size + 1
        return found

    def sizes(self, blobs: Sequence[str]) -> Mapping[str, int]:
        """The size in bytes of each of these blobs; one that the store lacks is left out."""
        if not blobs:
            return {}
        self._prepare(blobs)
        output = self._git.run("cat-file", "--batch-check", stdin=_lines(blobs))
        answers = (line.split(b" ") for line in output.splitlines())
        return {answer[0].decode(): int(answer[2]) for answer in answers if len(answer) == 3}  # noqa: PLR2004  id, type, size

    def read_base(self, path: str) -> bytes | None:
        """Any plain file of the base revision; None where there is none."""
        if not path or "\0" in path or path.startswith("/") or ".." in path.split("/"):
            return None
        wanted = path.encode("utf-8", "surrogateescape")
        listed = self._git.run("ls-tree", "-z", "--full-tree", self._base, "--", _literal(path))
        for entry in listed.split(b"\0")[:-1]:
            about, _, name = entry.partition(b"\t")
            mode, _, blob = about.decode().split(" ")
            if name == wanted and mode.startswith(_PLAIN_FILE):
                return self.read_many((blob,)).get(blob)
        return None

    def list_base(self, folder: str) -> Sequence[str]:
        """The paths of the plain files below a folder of the base revision, in git's order."""
        inside = folder.strip("/")
        if not inside or "\0" in inside or ".." in inside.split("/"):
            return ()
        listed = self._git.run(
            "ls-tree", "-r", "-z", "--full-tree", self._base, "--", _literal(f"{inside}/")
        )
        entries = [entry.partition(b"\t") for entry in listed.split(b"\0")[:-1]]
        plain = [(about.decode(), name) for about, _, name in entries if about.startswith(b"100")]
        # Whoever asks for the list reads what is in it, one file after the other.
        self._prepare([about.split(" ")[2] for about, _ in plain[:_BROUGHT_AT_ONCE]])
        return tuple(name.decode("utf-8", "surrogateescape") for _, name in plain)

    def history(self) -> History:
        """What lies behind the revision that the diff starts from."""
        return self._history

    def _prepare(self, blobs: Sequence[str]) -> None:
        if self._bring is not None and blobs:
            self._bring(blobs)


def changed_blobs(git: Git, base: str, head: str) -> tuple[str, ...]:
    """The blobs of both sides of whatever differs; none of them needs to lie here for that."""
    fields = git.run(*_DIFF, "--no-renames", "-z", "--raw", base, head).split(b"\0")[:-1:2]
    found = set()
    for field in fields:
        old_mode, new_mode, old, new, _ = field.decode().removeprefix(":").split(" ")
        found |= {sha for mode, sha in ((old_mode, old), (new_mode, new)) if mode != _SUBMODULE}
    return tuple(sorted(sha for sha in found if sha.strip("0")))


def missing(git: Git, names: Sequence[str]) -> list[str]:
    """Which of these the store lacks."""
    if not names:
        return []
    answers = git.run("cat-file", "--batch-check", stdin=_lines(names)).decode().splitlines()
    return [name for name, answer in zip(names, answers, strict=True) if _is_missing(answer)]


def changed_files(git: Git, base: str, head: str) -> tuple[FileChange, ...]:
    """What differs between two revisions or trees, given by their SHA."""
    raw = git.run(*_DIFF, "-z", "--raw", base, head)
    patch = git.run(*_DIFF, "--unified=3", "--inter-hunk-context=0", base, head) if raw else b""
    return parse_diff(raw, patch)


def _is_missing(answer: str) -> bool:
    return answer.endswith(" missing")


def _lines(blobs: Sequence[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in blobs).encode()


def _literal(path: str) -> str:
    return f":(literal){path}" if path.startswith(":") else path
