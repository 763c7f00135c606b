"""Every rule that is switched off says why (style guideline 28)."""

import re
from pathlib import Path

from tests.house.reading import text

RULE = re.compile(r'^    "[A-Z]+\d*",(?P<rest>.*)$', re.MULTILINE)


def test_every_ignored_lint_rule_has_a_reason() -> None:
    rules = list(RULE.finditer(text(Path("pyproject.toml"))))
    unexplained = [rule.group() for rule in rules if not re.match(r" +# [\w`].*\.$", rule["rest"])]
    assert rules
    assert unexplained == []


def test_every_warning_let_through_has_a_reason() -> None:
    rows = text(Path("pyproject.toml")).splitlines()
    let_through = [number for number, row in enumerate(rows) if row.startswith('    "ignore')]
    assert [rows[number] for number in let_through if not rows[number - 1].startswith("    # ")] == []
