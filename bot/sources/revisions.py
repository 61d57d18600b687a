"""Which two revisions of a local repository somebody means."""

from dataclasses import dataclass

from bot.errors import UserError
from bot.sources.git import SHA, Git, GitFailedError

_USUAL_BRANCHES = ("main", "master")
_ORIGIN = "refs/remotes/origin/"
_ORIGINS_HEAD = f"{_ORIGIN}HEAD"
_DEEPEN = (
    "In a shallow clone run `git fetch --unshallow`; in GitHub Actions give actions/checkout "
    "`fetch-depth: 0`"
)


@dataclass(frozen=True, slots=True)
class Revisions:
    """Base and head: each the SHA of a commit, or of a tree."""

    base: str
    head: str


def current_branch(git: Git) -> Revisions:
    """HEAD against its merge base with the default branch."""
    head = resolve(git, "HEAD")
    branch = git.ask("symbolic-ref", "--quiet", "--short", "HEAD")
    default = _default_branch(git)
    if branch is not None and branch == default.name:
        raise UserError(
            f"You are on {branch}, the default branch, so there is nothing to compare it with. "
            "Try `tenet review HEAD~1..HEAD`, `--staged` or `--worktree`."
        )
    return Revisions(merge_base(git, default.ref, head), head)


def of_branch(git: Git, head: str) -> Revisions:
    """A named head against its merge base with the default branch."""
    sha = resolve(git, head)
    return Revisions(merge_base(git, _default_branch(git).ref, sha), sha)


def between(git: Git, base: str, head: str) -> Revisions:
    """What `head` brings on top of `base`: against their merge base, or as they are for trees."""
    base_sha, head_sha = resolve(git, base), resolve(git, head)
    if _is_tree(git, base_sha) or _is_tree(git, head_sha):
        return Revisions(base_sha, head_sha)
    return Revisions(merge_base(git, base_sha, head_sha), head_sha)


def of_range(git: Git, text: str) -> Revisions:
    """`A..B` compares the two as they are, `A...B` compares B with their merge base."""
    dots = "..." if "..." in text else ".."
    base, _, head = text.partition(dots)
    base, head = base or "HEAD", head or "HEAD"
    if dots == "...":
        return between(git, base, head)
    return Revisions(resolve(git, base), resolve(git, head))


def resolve(git: Git, name: str) -> str:
    """The SHA of a commit or tree. Raises UserError when git knows no such thing."""
    for kind in ("commit", "tree"):
        sha = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{{kind}}}")
        if sha is not None and SHA.fullmatch(sha):
            return sha
    if name == "HEAD":
        raise UserError("This repository has no commit yet: commit something, then review it.")
    is_shallow = git.ask("rev-parse", "--is-shallow-repository") == "true"
    next_step = _DEEPEN if is_shallow else "Check the spelling, or fetch it first (`git fetch`)"
    raise UserError(f"There is no revision {name!r} in this repository. {next_step}.")


def last_commit(git: Git) -> str:
    """The SHA of HEAD; before the first commit, of the tree that holds nothing."""
    head = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return head or empty_tree(git)


def empty_tree(git: Git) -> str:
    """The SHA of the tree that holds nothing, in the repository's object format."""
    return git.run("hash-object", "-t", "tree", "--stdin").decode().strip()


def merge_base(git: Git, one: str, other: str) -> str:
    """Where two revisions parted. Raises UserError when they share no history here."""
    try:
        return git.run("merge-base", "--end-of-options", one, other).decode().strip()
    except GitFailedError as exc:
        raise UserError(
            f"{one} and {other} share no history here. {_DEEPEN}; to compare them as they are, "
            "give the range A..B."
        ) from exc


def _is_tree(git: Git, sha: str) -> bool:
    return git.ask("cat-file", "-t", sha) == "tree"


@dataclass(frozen=True, slots=True)
class _Branch:
    """A branch: its plain name, and the ref that nothing else can be meant by."""

    name: str
    ref: str


def _default_branch(git: Git) -> _Branch:
    remote = git.ask("symbolic-ref", "--quiet", _ORIGINS_HEAD)
    if remote is not None and _exists(git, remote):
        return _Branch(remote.removeprefix(_ORIGIN), remote)
    configured = git.as_the_user().ask("config", "--get", "init.defaultBranch")
    for name in (configured, *_USUAL_BRANCHES):
        if name and _exists(git, f"refs/heads/{name}"):
            return _Branch(name, f"refs/heads/{name}")
    raise UserError(
        "This repository has no default branch that I know (origin/HEAD, init.defaultBranch, main, "
        "master). Say what to compare with: `tenet review --base REF`."
    )


def _exists(git: Git, ref: str) -> bool:
    return git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", ref) is not None
