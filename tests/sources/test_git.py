"""Nothing that a repository says is run: each trap is sprung by plain git first, then set again."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.review.change import FileKind
from bot.sources.git import Git, GitFailedError
from bot.sources.worktree import Against, LocalSource
from tests.support.repositories import Content, Repository

BASE: dict[str, Content] = {"app.py": "old\n", "picture.png": b"\0\1"}
HEAD: dict[str, Content] = {"app.py": "new\n", "picture.png": b"\0\2"}


@dataclass(frozen=True, slots=True)
class Trap:
    """Something in a repository that runs a program, and how plain git is made to run it."""

    set_up: Callable[[Repository, str], None]
    sprung_by: tuple[str, ...]


def fsmonitor(repository: Repository, program: str) -> None:
    repository.configure(core_fsmonitor=program)


def hooks(repository: Repository, program: str) -> None:
    for name in ("post-index-change", "reference-transaction", "pre-auto-gc"):
        hook = repository.git_folder / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{program}\n")
        hook.chmod(0o755)


def hooks_elsewhere(repository: Repository, program: str) -> None:
    hooks(repository, program)
    (repository.git_folder / "hooks").rename(repository.folder / "elsewhere")
    repository.configure(core_hooksPath=str(repository.folder / "elsewhere"))


def external_diff(repository: Repository, program: str) -> None:
    repository.configure(diff_external=program)


def attributes(repository: Repository, text: bytes) -> None:
    repository.write({".gitattributes": text})
    info = repository.git_folder / "info"
    info.mkdir(exist_ok=True)
    (info / "attributes").write_bytes(text)


def diff_driver(repository: Repository, program: str) -> None:
    attributes(repository, b"* diff=evil\n")
    with (repository.git_folder / "config").open("a") as file:
        file.write(f'[diff "evil"]\n\tcommand = "{program}"\n')


def text_conversion(repository: Repository, program: str) -> None:
    attributes(repository, b"* diff=evil\n")
    with (repository.git_folder / "config").open("a") as file:
        file.write(f'[diff "evil"]\n\ttextconv = "{program}"\n')


def clean_filter(repository: Repository, program: str) -> None:
    attributes(repository, b"* filter=evil\n")
    with (repository.git_folder / "config").open("a") as file:
        file.write(f'[filter "evil"]\n\tclean = "{program}"\n\tsmudge = "{program}"\n')


def signature_program(repository: Repository, program: str) -> None:
    repository.configure(log_showSignature="true", gpg_program=program)
    tip = repository.git("cat-file", "commit", "head").decode()
    headers, _, message = tip.partition("\n\n")
    signed = (
        f"{headers}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n"
        f" -----END PGP SIGNATURE-----\n\n{message}"
    )
    sha = repository.sha("hash-object", "-w", "-t", "commit", "--stdin", stdin=signed.encode())
    repository.git("update-ref", "refs/heads/head", sha)


def alias(repository: Repository, program: str) -> None:
    with (repository.git_folder / "config").open("a") as file:
        for name in ("go", "rev-parse", "diff-tree", "cat-file", "log"):
            file.write(f'[alias]\n\t{name} = "!{program}"\n')


def included_file(repository: Repository, program: str) -> None:
    (repository.folder / "more").write_text(f'[core]\n\tfsmonitor = "{program}"\n')
    repository.configure(include_path=str(repository.folder / "more"))


def partial_clone(repository: Repository, url: str, *more: str) -> None:
    """What is missing is fetched when it is read: `app.py` of the head, and a whole branch."""
    blob = repository.sha("rev-parse", "head:app.py")
    (repository.git_folder / "objects" / blob[:2] / blob[2:]).unlink()
    lines = [f"url = {url}", "promisor = true", "partialclonefilter = blob:none", *more]
    with (repository.git_folder / "config").open("a") as file:
        file.write("[core]\n\trepositoryformatversion = 1\n")
        file.write("[extensions]\n\tpartialClone = origin\n")
        file.write('[remote "origin"]\n' + "".join(f"\t{line}\n" for line in lines))
    gone = repository.git_folder / "refs" / "heads" / "gone"
    gone.write_text("1" * 40 + "\n")


def ssh_command(repository: Repository, program: str) -> None:
    partial_clone(repository, "ssh://localhost/x")
    repository.configure(core_sshCommand=program)


def git_proxy(repository: Repository, program: str) -> None:
    partial_clone(repository, "git://localhost/x")
    repository.configure(core_gitProxy=program)


def external_transport(repository: Repository, program: str) -> None:
    partial_clone(repository, f"ext::{program}")
    with (repository.git_folder / "config").open("a") as file:
        file.write('[protocol "ext"]\n\tallow = always\n')


def upload_program(repository: Repository, program: str) -> None:
    partial_clone(repository, str(repository.folder), f"uploadpack = {program}")


TRAPS = {
    "fsmonitor": Trap(fsmonitor, ("status",)),
    "hooks": Trap(hooks, ("update-index", "--force-remove", "app.py")),
    "hooks elsewhere": Trap(hooks_elsewhere, ("update-index", "--force-remove", "app.py")),
    "external diff": Trap(external_diff, ("diff", "main", "head")),
    "diff driver": Trap(diff_driver, ("diff", "main", "head")),
    "text conversion": Trap(text_conversion, ("diff", "main", "head")),
    "clean filter": Trap(clean_filter, ("hash-object", "app.py")),
    "signature program": Trap(signature_program, ("log", "head")),
    "alias": Trap(alias, ("go",)),
    "included file": Trap(included_file, ("status",)),
    "ssh command": Trap(ssh_command, ("cat-file", "blob", "head:app.py")),
    "git proxy": Trap(git_proxy, ("cat-file", "blob", "head:app.py")),
    "external transport": Trap(external_transport, ("cat-file", "blob", "head:app.py")),
    "upload program": Trap(upload_program, ("cat-file", "blob", "head:app.py")),
}


def read_everything(repository: Repository) -> list[str]:
    """Every way of reading a change; what could not be read is told in words."""
    told = []
    ways: list[LocalSource] = [
        LocalSource(repository.folder, base="main", head="head"),
        LocalSource(repository.folder, range="gone..head"),
        LocalSource(repository.folder, base="main", against=Against.STAGED),
        LocalSource(repository.folder, base="main", against=Against.WORKTREE),
    ]
    for way in ways:
        try:
            with way.read() as (change, contents):
                blobs = [blob for file in change.files for blob in (file.old_blob, file.new_blob)]
                contents.sizes([blob for blob in blobs if blob])
                contents.read_many([blob for blob in blobs if blob])
                contents.read_base("app.py")
                told.append(f"{len(change.files)} files")
        except GitFailedError as exc:
            raise AssertionError("git's own words are no sentence for a user") from exc
        except Exception as exc:  # noqa: BLE001  what cannot be read is not this test's question
            told.append(f"{type(exc).__name__}: {exc}")
    return told


@pytest.mark.parametrize("name", TRAPS)
def test_nothing_that_a_repository_configures_is_run(tmp_path: Path, name: str) -> None:
    trap = TRAPS[name]
    canary = tmp_path / "canary"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {canary}\n")
    program.chmod(0o755)
    repository = Repository(tmp_path / "repository")
    repository.commit(BASE)
    repository.check_out()
    repository.commit(HEAD, branch="head", parents=[repository.sha("rev-parse", "main")])
    trap.set_up(repository, str(program))
    subprocess.run(
        ["git", *trap.sprung_by],
        cwd=repository.folder,
        capture_output=True,
        check=False,
        env={"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull},
    )
    assert canary.exists(), "the trap itself does not work"
    canary.unlink()
    repository.write({"app.py": b"newer\n", "other.py": b"new\n"})

    told = read_everything(repository)

    assert not canary.exists(), told


def test_no_attribute_of_a_repository_hides_code(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    repository.commit(BASE)
    repository.commit({**HEAD, ".gitattributes": "*.py binary\n"})
    repository.check_out()
    attributes(repository, b"*.py -diff\n")
    with LocalSource(repository.folder, range="main~1..main").read() as (change, _):
        kinds = {file.path: (file.kind, file.added) for file in change.files}
    assert kinds == {
        ".gitattributes": (FileKind.TEXT, 1),
        "app.py": (FileKind.TEXT, 1),
        "picture.png": (FileKind.BINARY, 0),
    }


@pytest.mark.parametrize(
    "settings",
    [
        {"diff_noprefix": "true", "diff_context": "9", "diff_renames": "copies"},
        {"diff_suppressBlankEmpty": "true"},
        {"diff_algorithm": "patience", "diff_indentHeuristic": "false"},
        {"color_ui": "always", "diff_colorMoved": "zebra", "core_quotePath": "false"},
        {"diff_orderFile": "/dev/null", "diff_ignoreSubmodules": "all", "diff_submodule": "log"},
        {"diff_renameLimit": "1", "diff_interHunkContext": "99", "diff_mnemonicPrefix": "true"},
        {"core_bigFileThreshold": "1", "core_abbrev": "4", "diff_wsErrorHighlight": "all"},
    ],
)
def test_no_setting_of_a_repository_changes_a_diff(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    repository = Repository(tmp_path / "repository")
    body = "\n\ndef f():\n    a = 1\n\n    return a\n\n"
    repository.commit({"a.py": body * 3, "gone.py": body})
    repository.commit({"a.py": body + "x\n" + body + "\n" + body, "moved.py": body})
    repository.check_out()
    source = LocalSource(repository.folder, range="main~1..main")
    with source.read() as (change, _):
        plain = change
    repository.configure(**settings)
    with source.read() as (change, _):
        assert change == plain


def test_a_replaced_object_is_read_as_it_was_committed(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    repository.commit(BASE)
    repository.commit(HEAD)
    harmless, real = repository.blob(b"harmless\n"), repository.sha("rev-parse", "main:app.py")
    repository.git("update-ref", f"refs/replace/{real}", harmless)
    with LocalSource(repository.folder, range="main~1..main").read() as (change, contents):
        file = change.file("app.py")
        assert file is not None
        assert contents.read_many([real]) == {real: b"new\n"}
        assert file.hunks[0].lines[1].text == "new"


def test_no_variable_of_our_own_reaches_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_TRACE", "GITHUB_TOKEN", "GIT_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "canary"))
    Repository(tmp_path / "repository")
    listed = Git(tmp_path / "repository").run("-c", "alias.env=!env", "env").decode()
    assert str(tmp_path / "canary") not in listed


def test_what_git_refuses_is_told_in_its_last_words(tmp_path: Path) -> None:
    Repository(tmp_path)
    with pytest.raises(GitFailedError, match=r"^fatal: Needed a single revision$"):
        Git(tmp_path).run("rev-parse", "--verify", "nothing")
    assert Git(tmp_path).ask("rev-parse", "--verify", "nothing") is None


def test_a_git_that_never_ends_is_stopped(tmp_path: Path) -> None:
    Repository(tmp_path)
    with pytest.raises(GitFailedError, match=r"did not end within 0 s$"):
        Git(tmp_path).run("-c", "alias.wait=!sleep 60", "wait", timeout=0.2)


def test_a_machine_without_git_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OperatorError, match=r"^Git is not installed here: install it"):
        Git(tmp_path).run("version")
