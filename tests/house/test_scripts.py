"""The scripts that start from nothing say one clear sentence where they cannot go on."""

import os
import subprocess
from pathlib import Path

import pytest

from scripts.house import ROOT

SCRIPTS = sorted([*ROOT.glob("scripts/*.sh"), ROOT / ".ci" / "run"])
COUNTED = '<testsuites name="x"><testsuite name="pytest" {} time="1.0">'


def run(script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/bash", str(ROOT / "scripts" / script), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | environment)


def stand_in(folder: Path, name: str, body: str) -> None:
    """A command that stands in for one of the system's, in a folder that becomes the PATH."""
    (folder / name).write_text(f"#!/bin/bash\n{body}\n")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_strict_and_can_be_run(script: Path) -> None:
    assert os.access(script, os.X_OK)
    assert "\nset -euo pipefail\n" in script.read_text() or script.name == "run"
    subprocess.run(["bash", "-n", script], check=True)


def test_an_old_python_is_refused_in_one_sentence(tmp_path: Path) -> None:
    for name in ("python3", "python3.11"):
        stand_in(tmp_path, name, "exit 1")
    found = run("python.sh", PATH=str(tmp_path), PYTHON="")
    assert found.returncode == 1
    assert found.stdout == ""
    assert len(found.stderr.splitlines()) == 1
    assert "needs Python 3.11 or newer" in found.stderr


def test_a_named_python_is_taken(tmp_path: Path) -> None:
    stand_in(tmp_path, "mine", "exit 0")
    assert run("python.sh", PYTHON=str(tmp_path / "mine")).stdout == f"{tmp_path / 'mine'}\n"


@pytest.mark.parametrize("name", ["chromium", "google-chrome"])
def test_a_system_chromium_is_enough(tmp_path: Path, name: str) -> None:
    stand_in(tmp_path, name, "exit 1")
    found = run("chromium.sh", PATH=str(tmp_path))
    assert (found.returncode, found.stderr) == (0, "")


def test_root_installs_chromium(tmp_path: Path) -> None:
    stand_in(tmp_path, "id", "echo 0")
    stand_in(tmp_path, "apt-get", f'echo "$@" >> {tmp_path}/asked')
    assert run("chromium.sh", PATH=str(tmp_path)).returncode == 0
    assert (tmp_path / "asked").read_text().splitlines() == [
        "update -qq",
        "install -qq -y --no-install-recommends --no-remove chromium",
    ]


@pytest.mark.parametrize("user", ["0", "1000"])
def test_a_missing_chromium_stops_only_the_browser_tests(tmp_path: Path, user: str) -> None:
    stand_in(tmp_path, "id", f"echo {user}")
    stand_in(tmp_path, "apt-get", "exit 100")
    found = run("chromium.sh", PATH=str(tmp_path))
    assert found.returncode == 0
    assert "the browser tests will fail: install chromium." in found.stderr


@pytest.mark.parametrize(
    ("results", "said", "status"),
    [
        ('errors="0" failures="0" skipped="0" tests="12"', "12 passed, 0 failed", 0),
        ('errors="1" failures="2" skipped="3" tests="12"', "6 passed, 3 failed, 3 skipped", 0),
        ('errors="0" failures="0" skipped="0" tests="0"', "0 passed, 0 failed", 1),
    ],
)
def test_the_last_line_counts_the_tests(tmp_path: Path, results: str, said: str, status: int) -> None:
    (tmp_path / "tests.xml").write_text(COUNTED.format(results))
    counted = run("count.sh", str(tmp_path / "tests.xml"))
    assert (counted.stdout.splitlines()[-1], counted.returncode) == (said, status)


def test_a_run_that_left_no_results_counts_nothing(tmp_path: Path) -> None:
    counted = run("count.sh", str(tmp_path / "none.xml"))
    assert (counted.stdout.splitlines()[-1], counted.returncode) == ("0 passed, 0 failed", 1)
