"""`make` explains itself, and every target it names can be run from anywhere in the house."""

import re
import subprocess
from pathlib import Path

from scripts.house import ROOT
from tests.house.reading import text

MAKEFILE = text(Path("Makefile"))
EXPECTED = {"demo", "test", "check", "lint", "types", "imports", "bench", "eval", "requirements", "clean"}


def phony() -> set[str]:
    return set(" ".join(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)).split())


def explained() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## \S", MAKEFILE, re.MULTILINE))


def test_every_target_has_one_line_of_help() -> None:
    assert phony() == explained()
    assert explained() >= EXPECTED


def test_make_alone_lists_the_targets() -> None:
    listed = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, check=True, capture_output=True, text=True)
    assert set(re.findall(r"^  make (\S+)", listed.stdout, re.MULTILINE)) == explained()


def test_ci_runs_the_checks_of_make() -> None:
    ci = text(Path(".ci/run"))
    assert "make test" in ci
    assert "for step in lint types imports" in ci
