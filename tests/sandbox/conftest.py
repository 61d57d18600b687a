from collections.abc import Iterator

import pytest

from bot.sandbox import Sandbox, symlink
from tests.support.sandbox_clients import app_jwt, installation_token, rest
from tests.support.sandbox_scene import Scene, text


@pytest.fixture
def scene(sandbox: Sandbox) -> Iterator[Scene]:
    repository = sandbox.create_repository("acme/shop", {"app.py": text({}), "old.py": "x\n" * 9})
    repository.commit(
        "change",
        {
            "app.py": text({5: "changed 5", 20: None, 30: "changed 30"}),
            "new.py": "a = 1\nb = 2\n",
            "link": symlink("app.py"),
            "old.py": None,
            "renamed.py": "x\n" * 9,
        },
        "Change it",
    )
    pull = repository.open_pull_request("Change it", "Why not?", author="mona", labels=["bug"])
    with rest(sandbox, installation_token(sandbox)) as bot, rest(sandbox, app_jwt(sandbox)) as app:
        yield Scene(sandbox, repository, pull, bot, app)
