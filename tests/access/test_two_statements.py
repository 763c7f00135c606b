"""The rules are stated twice, in Cedar and in plain Python; the two must agree, and a slip in either must be seen."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import access.rules
from access.cedar import Policy, open_policy, policy_text
from access.decision import Decision
from tests.access.asking import Asked, requests

NUMBER = 100_000
Decided = list[tuple[Asked, Decision]]


@pytest.fixture(scope="module")
def decided() -> Decided:
    policy = open_policy()
    return [(a, policy.decide(a.viewer, a.facts, a.action, a.bounds)) for a in requests(7, NUMBER)]


@pytest.mark.timeout(300)
def test_the_two_statements_agree_on_a_hundred_thousand_requests(decided: Decided) -> None:
    apart = [(a, d) for a, d in decided if access.rules.may(a.viewer, a.facts, a.action, a.bounds) != d.allowed]
    assert apart == []


def test_the_requests_are_spread_over_all_rules(decided: Decided) -> None:
    rules = Counter(name for _, decision in decided for name in decision.reason.split("; "))
    names = set(re.findall(r'@id\("(.+?)"\)', policy_text()))
    thin = {name: rules[name] for name in names if rules[name] < 500}
    assert thin == {}
    assert sum(d.allowed for _, d in decided) >= 0.3 * NUMBER


def _policies() -> list[str]:
    return [f"@id{part}" for part in policy_text().split("@id")[1:]]


def _conjuncts(policy: str) -> Iterator[str]:
    """The policy without each one of the clauses of its condition in turn."""
    head, condition, tail = re.split(r"(?<=\{)(.*)(?=\};)", policy, maxsplit=1, flags=re.DOTALL)
    clauses = [c.strip() for c in _split(condition)]
    for n in range(len(clauses) if len(clauses) > 1 else 0):
        yield head + " && ".join(clauses[:n] + clauses[n + 1 :]) + tail


def _split(condition: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(condition):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
        if depth == 0 and condition.startswith("&&", at):
            parts.append(condition[start:at])
            start = at + 2
    return [*parts, condition[start:]]


def _mutants() -> Iterator[tuple[str, str]]:
    policies = _policies()
    for n, policy in enumerate(policies):
        rest = policies[:n] + policies[n + 1 :]
        yield f"without: {policy.splitlines()[0]}", "\n".join(rest)
        for m, weaker in enumerate(_conjuncts(policy)):
            yield f"clause {m} dropped: {policy.splitlines()[0]}", "\n".join([*rest, weaker])


EQUIVALENT: dict[str, str] = {}
"""Mutants that change nothing, each with the reason. This list may only shrink."""


@pytest.mark.timeout(600)
def test_every_single_slip_in_cedar_is_seen(decided: Decided) -> None:
    by_rule: dict[str, list[Asked]] = defaultdict(list)
    for asked, decision in decided:
        for name in decision.reason.split("; "):
            by_rule[name].append(asked)
    unseen = [name for name, text in _mutants() if not _is_seen(open_policy(text), name, by_rule, decided)]
    assert set(unseen) == set(EQUIVALENT)


def _is_seen(mutant: Policy, name: str, by_rule: dict[str, list[Asked]], decided: Decided) -> bool:
    rule = re.search(r'@id\("(.+?)"\)', name)
    mine = by_rule[rule[1]] if rule else []
    actions = {asked.action for asked in mine}
    near = [asked for asked, decision in decided if asked.action in actions]
    return any(
        mutant.decide(a.viewer, a.facts, a.action, a.bounds).allowed
        != access.rules.may(a.viewer, a.facts, a.action, a.bounds)
        for a in [*mine[:300], *near[:8000], *(a for a, _ in decided[:4000])]
    )


def _python_mutants() -> Iterator[tuple[str, Callable[..., bool]]]:
    source = Path(access.rules.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source)
    spots = [
        n for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f) if isinstance(n, ast.Compare)
    ]
    for spot in spots:
        for value in (True, False):
            yield f"line {spot.lineno} col {spot.col_offset} is {value}", _changed(source, spot, value=value)


def _changed(source: str, spot: ast.Compare, *, value: bool) -> Callable[..., bool]:
    class Change(ast.NodeTransformer):
        def visit_Compare(self, node: ast.Compare) -> ast.AST:
            if (node.lineno, node.col_offset) == (spot.lineno, spot.col_offset):
                return ast.copy_location(ast.Constant(value), node)
            return self.generic_visit(node)

    space: dict[str, object] = {"__name__": "mutant"}
    exec(compile(ast.fix_missing_locations(Change().visit(ast.parse(source))), "mutant", "exec"), space)  # noqa: S102
    return space["may"]  # type: ignore[return-value] # what the module defines


def _answer(may: Callable[..., bool], asked: Asked) -> bool | None:
    try:
        return may(asked.viewer, asked.facts, asked.action, asked.bounds)
    except TypeError:
        return None  # It does not even run: seen at once.


EQUIVALENT_PYTHON: dict[str, str] = {}
"""Mutants of `rules.py` that change nothing, each with the reason. This list may only shrink."""


@pytest.mark.timeout(300)
def test_every_single_slip_in_python_is_seen(decided: Decided) -> None:
    sample = decided[:40_000]
    unseen = [name for name, may in _python_mutants() if all(_answer(may, a) == d.allowed for a, d in sample)]
    assert set(unseen) == set(EQUIVALENT_PYTHON)
