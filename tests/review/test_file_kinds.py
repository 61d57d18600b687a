import pytest

from bot.review.file_kinds import is_document, is_lock_file


@pytest.mark.parametrize(
    "path", ["", "app.py", "lock.py", "src/lock", "package.json", "a.lock/app.py", "deadlock.go"]
)
def test_code_is_no_lock_file(path: str) -> None:
    assert not is_lock_file(path)


@pytest.mark.parametrize(
    "path",
    [
        "uv.lock",
        "web/Package-Lock.json",
        "npm-shrinkwrap.json",
        "pnpm-lock.yaml",
        "bun.lockb",
        "gradle.lockfile",
        "go.sum",
        "packages.lock.json",
        "conda-lock.yml",
        "od\nd.lock",
    ],
)
def test_what_a_package_manager_writes_is_a_lock_file(path: str) -> None:
    assert is_lock_file(path)


@pytest.mark.parametrize("path", ["", "app.py", "md", "README.md.py", "a.md/app.py", "page.html"])
def test_what_runs_is_no_document(path: str) -> None:
    assert not is_document(path)


@pytest.mark.parametrize("path", ["README.md", "docs/INDEX.RST", "notes.txt", "logo.svg"])
def test_what_people_read_is_a_document(path: str) -> None:
    assert is_document(path)
