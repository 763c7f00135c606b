"""Nothing of one machine, and no address of a package registry, is kept in git."""

import re
from pathlib import Path

import pytest

from tests.house.reading import kept_files, text

MACHINE = re.compile(r"(?<![\w.}])/(?:home|Users|root|work|workspace|mnt)/[\w.]|[A-Z]:\\Users\\")
REGISTRY = re.compile(
    r"pypi\.(?:org|python\.org)|pythonhosted\.org|registry\.(?:npmjs|yarnpkg)\.|anaconda\.org|\.pkg\.dev"
    r"|proxy\.golang\.|artifactory[./]|^\s*--?(?:index-url|extra-index-url|find-links|trusted-host)",
    re.MULTILINE,
)


def test_nothing_of_one_machine_is_kept() -> None:
    assert places(MACHINE) == []


def test_no_registry_is_named() -> None:
    assert places(REGISTRY) == []


def test_pins_carry_no_addresses() -> None:
    assert [str(path) for path in kept_files() if path.name == "uv.lock"] == []


def places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}"
        for path in kept_files()
        if is_text(path)
        for number, line in enumerate(text(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def is_text(path: Path) -> bool:
    try:
        return "\0" not in text(path)
    except UnicodeDecodeError:
        return False


# Put together here, so that this file itself names none of them.
@pytest.mark.parametrize("line", ["cd /ho" + "me/lan/house", "/ro" + "ot/.cache/uv", "C:\\Use" + "rs\\lan"])
def test_a_path_is_seen(line: str) -> None:
    assert MACHINE.search(line)


@pytest.mark.parametrize("line", ["https://pypi." + "org/simple", "--index" + "-url x", "files.python" + "hosted.org"])
def test_a_registry_is_seen(line: str) -> None:
    assert REGISTRY.search(line)


@pytest.mark.parametrize("line", ["docs/home/page", "https://example.vn/work/a", "${ROOT}/work/x", "{base}/home/x"])
def test_other_paths_may_stand(line: str) -> None:
    assert not MACHINE.search(line)
