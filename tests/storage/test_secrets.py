import json
import subprocess
import sys
from pathlib import Path

import pytest

from domain.errors import Misconfigured
from storage.secrets import Secrets

ROOT = Path(__file__).parents[2]
READ = "from pathlib import Path; from storage.secrets import Secrets; print(Secrets.open(Path({!r})).guard_key.hex())"


def test_made_once_and_private(tmp_path: Path) -> None:
    made = Secrets.open(tmp_path / "data")
    assert Secrets.open(tmp_path / "data") == made
    assert (tmp_path / "data" / "secrets.json").stat().st_mode & 0o777 == 0o600
    keys = {made.guard_key, made.audit_key, made.subject_key, made.cookie_key, made.column_keys["k1"]}
    assert {len(key) for key in keys} == {32}
    assert len(keys) == 5


def test_no_secret_is_shown(tmp_path: Path) -> None:
    made = Secrets.open(tmp_path)
    for shown in (repr(made), str(made), repr(made.passwords), f"{made.passwords}"):
        assert made.passwords.app not in shown
        assert repr(made.guard_key) not in shown
        assert repr(made.column_keys["k1"]) not in shown


def test_two_processes_make_the_same(tmp_path: Path) -> None:
    command = [sys.executable, "-c", READ.format(str(tmp_path / "new"))]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(4)]
    said = {process.communicate(timeout=60)[0] for process in started}
    assert len(said) == 1
    assert said == {Secrets.open(tmp_path / "new").guard_key.hex().encode() + b"\n"}


def test_rotation_keeps_the_old_key_and_is_kept(tmp_path: Path) -> None:
    before = Secrets.open(tmp_path)
    once = before.with_new_column_key(tmp_path)
    twice = before.with_new_column_key(tmp_path)
    assert list(twice.column_keys) == ["k1", "k2", "k3"]
    assert twice.current_column_key == "k3"
    assert twice.column_keys["k2"] == once.column_keys["k2"] != before.column_keys["k1"] == twice.column_keys["k1"]
    assert Secrets.open(tmp_path) == twice
    assert before.current_column_key == "k1"


def test_half_written_files_of_a_killed_process_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "secrets.json.new").write_text("{")
    (tmp_path / "secrets.lock").touch()
    assert Secrets.open(tmp_path) == Secrets.open(tmp_path)


def test_a_damaged_file_is_told_without_its_content(tmp_path: Path) -> None:
    Secrets.open(tmp_path)
    path = tmp_path / "secrets.json"
    held = json.loads(path.read_text()) | {"guard_key": "c2hvcnQ="}
    path.write_text(json.dumps(held))
    with pytest.raises(Misconfigured, match=r"is damaged; put it back") as caught:
        Secrets.open(tmp_path)
    assert "c2hvcnQ" not in repr(caught.value)
    assert caught.value.__suppress_context__


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    Secrets.open(tmp_path)
    (tmp_path / "secrets.json").chmod(0o640)
    with pytest.raises(Misconfigured, match="chmod 600"):
        Secrets.open(tmp_path)


def test_lost_secrets_are_not_replaced_while_their_database_is_there(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    with pytest.raises(Misconfigured, match="put it back from a backup"):
        Secrets.open(tmp_path)


def test_a_folder_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Misconfigured, match=r"^The data folder .* cannot be used: Not a directory\.$"):
        Secrets.open(tmp_path / "file" / "data")
