"""The way that input takes to where it does harm, as Semgrep's core tells it."""

from pathlib import Path

import pytest

from bot.engines.scanner import one_run
from bot.settings import Isolation
from tests.support.scans import Scanned, Scanner

PYTHON = """\
from flask import request


def orders(cursor):
    name = request.args["name"]
    query = "SELECT * FROM orders WHERE name = '" + name + "'"

    cursor.execute(query)
"""
GO = """\
package shop

import (
	"database/sql"
	"net/http"
)

func orders(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	query := "SELECT * FROM orders WHERE name = '" + name + "'"
	rows, err := db.Query(query)
	show(w, rows, err)
}
"""
TYPESCRIPT = """\
import express from "express";
const app = express();
app.get("/orders", async (req, res) => {
  const name: string = req.query.name as string;
  const query = "SELECT * FROM orders WHERE name = '" + name + "'";
  res.json(await pool.query(query));
});
"""
HEAD = {"orders.py": PYTHON, "orders.go": GO, "orders.ts": TYPESCRIPT}
WAYS = {"orders.py": [5, 6, 8], "orders.go": [8, 9, 10, 11], "orders.ts": [4, 5, 6]}


def ways(scanned: Scanned) -> dict[str, list[int]]:
    """For the one query of each file, the lines of its way."""
    found = {}
    for one in scanned.report.findings:
        if (one.rule_id or "").startswith("sql-string-building"):
            assert one.location is not None
            assert {step.path for step in one.flow} <= {one.location.path}
            assert one.location.path not in found
            found[one.location.path] = [step.start_line for step in one.flow]
    return found


@pytest.mark.parametrize("isolation", [Isolation.BUBBLEWRAP, Isolation.LANDLOCK, Isolation.NONE])
def test_the_way_of_input_is_told_from_where_it_comes_in(
    scanner: Scanner, isolation: Isolation
) -> None:
    scanned = scanner.scan({}, HEAD, with_flows=True, isolation=isolation)

    assert ways(scanned) == WAYS


def test_nobody_who_did_not_ask_waits_for_it(scanner: Scanner) -> None:
    assert ways(scanner.scan({}, HEAD)) == {key: [] for key in HEAD}


def test_a_finding_without_a_way_has_none(scanner: Scanner) -> None:
    scanned = scanner.scan({}, {"a.py": "danger(1)\n"}, with_flows=True)

    assert [one.flow for one in scanned.report.findings] == [()]


def test_what_cannot_be_run_or_takes_too_long_says_nothing(tmp_path: Path) -> None:
    missing = one_run.core(tmp_path / "nothing", tmp_path, Isolation.NONE)
    assert missing.answer([], 5) == b""
    endless = tmp_path / "endless"
    endless.write_text("#!/bin/sh\nwhile :; do :; done\n")
    endless.chmod(0o755)
    assert one_run.core(endless, tmp_path, Isolation.NONE).answer([], 0.2) == b""
