import os
from pathlib import Path

import pytest

from bot.engines.scanner.reach import SYSTEM, installation


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """A Python in somebody's home, with a virtual environment of it; gives the latter's folder."""
    base, venv = tmp_path / "home" / "python", tmp_path / "home" / "project" / ".venv"
    for prefix in (base, venv):
        (prefix / "bin").mkdir(parents=True)
        (prefix / "lib" / "python3.11").mkdir(parents=True)
    program(base / "bin" / "python3", "")
    (venv / "bin" / "python3").symlink_to(base / "bin" / "python3")
    (venv / "pyvenv.cfg").write_text(f"home = {base}/bin\n")
    (tmp_path / "home" / "secret").write_text("canary")
    return venv


def program(place: Path, first_line: str) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"{first_line}\n")
    place.chmod(0o755)
    return place


def test_a_program_of_a_virtual_environment_reaches_both_pythons_and_no_home(python: Path) -> None:
    base = python.parents[1] / "python"
    semgrep = program(python / "bin" / "semgrep", f"#!{python}/bin/python3")
    reached = installation([str(semgrep)], os.defpath)
    assert set(reached) == {
        python / "bin",
        python / "lib",
        python / "pyvenv.cfg",
        base / "bin",
        base / "lib",
    }


def test_a_script_elsewhere_reaches_itself_and_its_interpreter(
    tmp_path: Path, python: Path
) -> None:
    script = program(tmp_path / "scripts" / "bin" / "scan", f"#!{python}/bin/python3")
    (tmp_path / "scripts" / "notes").write_text("canary")
    reached = installation([str(script)], os.defpath)
    assert script in reached
    assert python / "lib" in reached
    assert not {tmp_path / "scripts", tmp_path / "scripts" / "bin"} & set(reached)


def test_a_link_reaches_where_it_leads(tmp_path: Path, python: Path) -> None:
    semgrep = program(python / "bin" / "semgrep", f"#!{python}/bin/python3")
    link = tmp_path / "links" / "semgrep"
    link.parent.mkdir()
    link.symlink_to(semgrep)
    reached = installation([str(link)], os.defpath)
    assert {link, python / "bin", python / "lib"} <= set(reached)


def test_an_interpreter_is_looked_up_where_env_would(python: Path, tmp_path: Path) -> None:
    script = program(tmp_path / "scan", "#!/usr/bin/env -S python3 -I")
    assert python / "lib" in installation([str(script)], str(python / "bin"))


def test_the_words_after_the_program_are_reached_when_they_name_a_file(tmp_path: Path) -> None:
    script = program(tmp_path / "scan.py", "import sys")
    reached = installation(["/bin/sh", str(script), "--flag", "relative"], os.defpath)
    assert reached == (script,)


def test_programs_of_the_system_need_nothing_more() -> None:
    assert installation(["sh"], "/usr/bin:/bin") == ()


def test_no_folder_of_keys_is_part_of_the_system() -> None:
    keys = [Path("/etc/ssl/private"), Path("/etc/pki/tls/private"), Path("/usr/local/etc")]
    assert [one for one in keys if any(one.is_relative_to(place) for place in SYSTEM)] == []
