from dataclasses import replace

import pytest

from bot.review.findings import Severity
from bot.review.severities import severity_at
from bot.rulebook import load_rules
from tests.support.data_folder import parsed_rules

RULES = load_rules(cache_folder=parsed_rules())


@pytest.mark.parametrize(
    ("rule_id", "path", "severity"),
    [
        ("private-key-block", "src/keys.py", Severity.ERROR),
        ("private-key-block", "tests/keys.py", Severity.NOTE),
        ("json-web-token-literal", "src/auth.test.ts", Severity.NOTE),
        ("cloud-key-aws-id", "tests/conftest.py", Severity.WARNING),
        ("cloud-key-aws-id", "internal/testdata/config.json", Severity.WARNING),
        ("cloud-key-aws-id", "src/contest.py", Severity.ERROR),
        ("cloud-key-aws-id", "scripts/deploy.py", Severity.ERROR),
        ("cloud-key-aws-id", "shop-e2e/config.json", Severity.WARNING),
        ("cloud-key-aws-id", "deploy/examples/app.yaml", Severity.WARNING),
        ("cloud-key-aws-id", "src/IntegrationTests/Keys.java", Severity.WARNING),
        ("cloud-key-aws-id", "releases/latest/app.yaml", Severity.ERROR),
        ("cloud-key-aws-id", "src/contests/app.yaml", Severity.ERROR),
        ("config-credential-literal", "stubs/app.yaml", Severity.NOTE),
        ("config-credential-literal", "molecule/testinfra/vars/app.yml", Severity.NOTE),
        ("config-credential-literal", "deploy/app.yaml", Severity.ERROR),
        ("config-credential-literal", "docker-compose.yml", Severity.NOTE),
        ("config-credential-literal", ".env.test", Severity.NOTE),
        ("config-credential-literal", "logs/store-local-config.yaml", Severity.NOTE),
        ("config-credential-literal", "logs/locale-config.yaml", Severity.ERROR),
        ("config-credential-literal", ".github/workflows/ci.yml", Severity.NOTE),
        ("config-credential-literal", "src/decompose.yml", Severity.ERROR),
        ("config-credential-literal", "src/latest", Severity.ERROR),
        ("private-key-block", "dev/keys/root1", Severity.NOTE),
        ("private-key-block", ".ci/keys/root1", Severity.NOTE),
        ("private-key-block", "src/device/root1", Severity.ERROR),
        ("private-key-block", "src/circle/local/keys.py", Severity.ERROR),
        ("private-key-block", "certs/example.key", Severity.NOTE),
        ("private-key-block", "certs/server.key", Severity.ERROR),
        ("hard-coded-credential-python", "settings/local_dev.py", Severity.NOTE),
        ("hard-coded-credential-python", "settings/dev_tools.py", Severity.ERROR),
        ("cloud-key-aws-id", "settings/dev.py", Severity.ERROR),
        ("sql-string-building-python", "tests/test_db.py", Severity.ERROR),
        ("sql-string-building-python", "src/db.py", Severity.ERROR),
        ("sql-string-building-python", "src/descriptions/db.py", Severity.ERROR),
        ("sql-string-building-python", "scripts/report.py", Severity.ERROR),
        ("sql-string-building-go", "tools/migrate/main.go", Severity.ERROR),
        ("sql-string-building-python", "shop/management/commands/report.py", Severity.ERROR),
    ],
)
def test_where_it_stands_says_how_much_a_finding_matters(
    rule_id: str, path: str, severity: Severity
) -> None:
    rule = next(one for one in RULES if one.id == rule_id)

    assert severity_at(replace(rule, severity=Severity.ERROR), path) is severity


def test_a_warning_about_a_script_is_a_note_and_a_note_stays_one() -> None:
    rule = RULES[0]
    sql = replace(rule, category="injection")

    for path in ("scripts/x.py", "tests/x.py", "examples/x.py", "shop/management/commands/x.py"):
        assert severity_at(replace(sql, severity=Severity.WARNING), path) is Severity.NOTE
    for path in ("web/__fixtures__/x.ts", "web/__tests__/x.ts"):
        assert severity_at(replace(sql, severity=Severity.WARNING), path) is Severity.NOTE
    for path in ("src/x.py", "src/local.py", "settings/ci.py"):
        assert severity_at(replace(sql, severity=Severity.WARNING), path) is Severity.WARNING
    assert severity_at(replace(sql, severity=Severity.NOTE), "scripts/x.py") is Severity.NOTE


def test_what_is_switched_off_on_a_developers_machine_is_a_note() -> None:
    debug = replace(RULES[0], category="weak-protection", severity=Severity.WARNING)

    assert severity_at(debug, "settings/ci.py") is Severity.NOTE
    assert severity_at(debug, "settings/base.py") is Severity.WARNING
    assert severity_at(replace(debug, severity=Severity.ERROR), "settings/ci.py") is Severity.ERROR
