"""From nothing to a reviewed pull request in a real browser, and not a line of settings."""

import json
import stat
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.sandbox import Sandbox
from tests.support import commands
from tests.support.axe import grave
from tests.support.service import Service, concluded, wait_for

UNSAFE = "import os\n\n\ndef run(request):\n    os.system('ls ' + request.args['name'])\n"


@pytest.mark.timeout(300)  # two programs, a browser and a scan; a busy machine takes minutes
def test_from_nothing_to_a_reviewed_pull_request(
    page: Page, github: Sandbox, tmp_path: Path
) -> None:
    repository = github.create_repository("acme/shop", {"a.py": "A = 1\n"}, installed=False)
    with Service(github, tmp_path / "data", first_start=True) as service:
        page.goto(service.url)
        expect(page).to_have_url(f"{service.url}/setup")
        assert grave(page) == []
        page.get_by_text("Another owner, name or address").click()
        page.get_by_label("Organisation").fill("acme")
        page.get_by_role("button", name="Use these").click()
        page.get_by_role("button", name="Register on GitHub").click()
        page.get_by_role("button", name="Create GitHub App for acme").click()

        # The whole server has taken the place of the set-up page.
        title = page.get_by_role("heading", level=1)
        expect(title).to_have_text("What is left")
        assert grave(page) == []
        stored = service.data_dir / "app.json"
        assert stat.S_IMODE(stored.stat().st_mode) == 0o600
        page.get_by_role("link", name="Install on GitHub").click()
        page.get_by_role("button", name="Install on acme").click()
        wait_for(lambda: github.deliveries[-1].status_code == 202, "the delivery to arrive")
        page.goto(f"{service.url}/setup")
        expect(page.get_by_role("heading", level=1)).to_have_text("Tenet is ready")

        repository.commit("change", {"a.py": UNSAFE}, base="main")
        pull = repository.open_pull_request("List files", head="change", author="mona")
        [check] = concluded(pull).checks
        assert check.conclusion == "failure"
        page.get_by_role("navigation").get_by_role("link", name="Reviews").click()
        title = page.get_by_role("link", name="List files")
        # The check is concluded a moment before the report is kept, and the page is no live view.
        wait_for(lambda: bool(page.reload()) and title.count() == 1, "the review to be listed")
        title.click()
        expect(page.get_by_text("Changes needed")).to_be_visible()
        expect(page.locator("article.finding.error").first).to_be_visible()

        doctor = commands.run(["doctor", "--json"], service.environment)
        assert (doctor.returncode, doctor.stderr) == (0, ""), doctor.stdout
        found = {one["name"]: one["status"] for one in json.loads(doctor.stdout)["checks"]}
        assert found["app"] == "ok"

        assert service.stop() == 0
        for secret in (*json.loads(stored.read_text()).values(), "code="):
            assert secret not in service.log or secret.isdigit() or secret.startswith("Iv")
