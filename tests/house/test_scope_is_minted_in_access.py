"""Only `access` makes, widens or copies a Scope (style guideline 18); tests may.

Python cannot forbid it, so the syntax tree is read: whatever is called Scope, is annotated as one, or has
"scope" in its name counts as one.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.house.reading import parsed, sources

COPIERS = {"replace", "model_copy", "copy", "deepcopy", "__replace__", "__setattr__", "setattr"}


def test_only_access_mints_a_scope() -> None:
    minted = [f"{path}:{line}" for path in sources() if path.parts[0] != "access" for line in mintings(parsed(path))]
    assert minted == [], "Ask the gate for a scope; only `access` makes one."


def mintings(tree: ast.Module) -> Iterator[int]:
    """The lines on which a Scope is made, copied, changed or given another name."""
    scopes = annotated_as_scope(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Call() if makes(node) or copies(node, scopes):
                yield node.lineno
            case ast.ImportFrom() if any(is_renamed(alias) for alias in node.names):
                yield node.lineno
            case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value) if names_the_class(value):
                yield node.lineno


def is_renamed(alias: ast.alias) -> bool:
    return alias.name == "Scope" and alias.asname not in {None, "Scope"}


def names_the_class(node: ast.expr) -> bool:
    match node:
        case ast.Name(id="Scope") | ast.Attribute(attr="Scope"):
            return True
    return False


def makes(call: ast.Call) -> bool:
    """`Scope(…)`, `scope.Scope(…)`, `Scope.anything(…)`, `partial(Scope, …)`."""
    by_method = isinstance(call.func, ast.Attribute) and names_the_class(call.func.value)
    wrapped = ast.unparse(call.func).endswith("partial") and any(map(names_the_class, call.args))
    return names_the_class(call.func) or by_method or wrapped


def copies(call: ast.Call, scopes: set[str]) -> bool:
    """`replace(scope, …)`, `dataclasses.replace(scope, …)`, `scope.model_copy(…)` and their like."""
    match call.func:
        case ast.Name(id=name):
            subjects = call.args[:1]
        case ast.Attribute(attr=name, value=owner):
            subjects = [owner, *call.args[:1]]
        case _:
            return False
    return name in COPIERS and any(is_scope(subject, scopes) for subject in subjects)


def is_scope(node: ast.expr, scopes: set[str]) -> bool:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in scopes or "scope" in name.lower()
    return False


def annotated_as_scope(tree: ast.Module) -> set[str]:
    """Arguments and variables whose annotation says Scope, alone or in a union."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.arg(arg=name, annotation=ast.expr() as kind):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), annotation=kind):
                pass
            case _:
                continue
        if any(names_the_class(part) for part in ast.walk(kind) if isinstance(part, ast.expr)):
            found.add(name)
    return found


@pytest.mark.parametrize(
    "source",
    [
        "Scope(purpose=p)",
        "domain.scope.Scope(purpose=p)",
        "Scope.model_validate({})",
        "partial(Scope, purpose=p)",
        "from domain.scope import Scope as Pass",
        "Pass = Scope",
        "replace(scope, patients=EVERY)",
        "dataclasses.replace(self.scope, patients=EVERY)",
        "copy.replace(own_scope, patients=EVERY)",
        "scope.model_copy(update={})",
        "object.__setattr__(scope, 'patients', EVERY)",
        "def widen(look: Scope | None) -> None:\n    replace(look, patients=EVERY)",
    ],
)
def test_a_minting_is_seen(source: str) -> None:
    assert list(mintings(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "from domain.scope import Scope",
        "def read(scope: Scope, word: str) -> None:\n    word.replace('a', 'b')",
        "isinstance(value, Scope)",
        "replace(message, text='')",
        "scope.patients.copy()",
    ],
)
def test_using_a_scope_is_not_minting(source: str) -> None:
    assert not list(mintings(ast.parse(source)))
