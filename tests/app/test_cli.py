"""The command line, a stable face that others script against (design section 6)."""

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from domain.people import Role
from storage.engine import connect
from tests.app.command_line import CommandLine, Data, Ran

BLOCKS = {
    "text": {"kind", "text"},
    "table": {"kind", "title", "columns", "rows"},
    "chart": {"kind", "title", "spec", "summary", "table"},
    "choices": {"kind", "text", "choices"},
}
TURN = {"turn_id", "session", "reply", "blocks", "tools", "sources", "confirm", "refused", "emergency", "model",
        "elapsed_ms"}  # fmt: skip


def check_turn(turn: dict[str, Any]) -> None:
    """It has the shape of design section 6, and nothing else in it."""
    assert set(turn) == TURN
    for block in turn["blocks"]:
        assert set(block) == BLOCKS[block["kind"]]
    for tool in turn["tools"]:
        assert set(tool) == {"name", "args", "outcome", "rows"}
        assert tool["outcome"] in {"ok", "denied", "failed", "needs_confirmation"}
    for source in turn["sources"]:
        assert set(source) >= {"kind", "ref", "title", "as_of"}
        assert datetime.fromisoformat(source["as_of"]).utcoffset() is not None
    assert turn["reply"]
    assert isinstance(turn["elapsed_ms"], float)


def one_sentence(ran: Ran) -> str:
    """What it said on stderr, which is one line; nothing else was printed."""
    assert ran.out == ""
    assert "Traceback" not in ran.err
    lines = [line for line in ran.err.strip().splitlines() if not line.startswith(("Usage:", "Try "))]
    assert len([line for line in lines if line.strip()]) == 1, ran.err
    return ran.err


def test_personas_are_told_as_fields(hoiyte: CommandLine) -> None:
    people = hoiyte("personas", "--json").json
    assert all(set(person) >= {"name", "role", "display_name", "facility", "commune"} for person in people)
    assert {person["role"] for person in people} == {role.value for role in Role if not role.startswith("job:")}
    assert len({person["name"] for person in people}) == len(people)
    shown = hoiyte("personas")
    assert shown.code == 0
    assert "department_manager" in shown.out


def test_one_question_is_answered_in_words(hoiyte: CommandLine) -> None:
    ran = hoiyte("ask", "--as", "department_manager", "công suất sử dụng giường bệnh toàn tỉnh tháng trước")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"tháng 10/2026, toàn tỉnh Bắc Ninh: \*\*\d+,\d %\*\*", ran.out)
    assert "Nguồn:" in ran.out


def test_one_question_is_answered_as_one_object(hoiyte: CommandLine) -> None:
    turn = hoiyte("ask", "--as", "department_manager", "--json", "công suất sử dụng giường bệnh tháng trước").json
    check_turn(turn)
    assert {block["kind"] for block in turn["blocks"]} == {"text", "chart"}
    assert (turn["model"], turn["confirm"], turn["refused"], turn["emergency"]) == ("embedded", None, False, False)
    assert turn["tools"][0]["outcome"] == "ok"
    assert turn["sources"][0]["as_of"] == "2026-11-22T09:00:00+07:00"


def test_a_conversation_goes_on_by_its_id_and_by_a_name_of_ones_own(hoiyte: CommandLine) -> None:
    first = hoiyte("ask", "--as", "department_manager", "--json", "tổng số lượt khám tháng trước").json
    again = hoiyte("ask", "--as", "department_manager", "--session", first["session"], "so với cùng kỳ")
    assert "So với tháng 10/2025" in again.out
    hoiyte("ask", "--as", "department_manager", "--session", "buổi sáng", "tổng số lượt khám tháng trước")
    named = hoiyte("ask", "--as", "department_manager", "--session", "buổi sáng", "so với cùng kỳ")
    assert "So với tháng 10/2025" in named.out


def test_a_channel_shows_what_it_can(hoiyte: CommandLine) -> None:
    question = "công suất sử dụng giường bệnh toàn tỉnh tháng trước"
    web = hoiyte("ask", "--as", "department_manager", question).out
    zalo = hoiyte("ask", "--as", "department_manager", "--channel", "zalo_oa", question).out
    assert "**" in web
    assert "**" not in zalo


def batch(folder: Path, *lines: dict[str, str] | str) -> str:
    path = folder / "batch.jsonl"
    said = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(said), encoding="utf-8")
    return str(path)


def test_a_batch_answers_line_by_line_in_order(hoiyte: CommandLine, tmp_path: Path) -> None:
    path = batch(
        tmp_path,
        {"as": "department_manager", "text": "tổng số lượt khám tháng trước", "session": "s1"},
        {"as": "citizen", "text": "lần khám\u2028gần nhất của tôi"},
        "",
        {"as": "nobody_here", "text": "xin chào"},
        {"as": "citizen", "text": "   "},
        {"as": "citizen", "text": "tôi có lịch hẹn khám nào sắp tới", "channel": "zalo_oa"},
        {"as": "citizen", "text": "xin chào", "session": "00000000-0000-4000-8000-000000000000"},
        {"as": "department_manager", "text": "so với cùng kỳ", "session": "s1"},
        {"as": "anonymous", "text": "đau ngực lan ra tay, khó thở"},
    )
    ran = hoiyte("ask", "--batch", path)
    assert ran.code == 0
    turns = ran.lines
    assert len(turns) == 8
    for turn in turns:
        check_turn({key: value for key, value in turn.items() if key != "error"})
    assert [turn["refused"] for turn in turns] == [False, False, True, False, False, True, False, False]
    assert [place for place, turn in enumerate(turns) if "error" in turn] == [2]
    assert "nobody_here" in turns[2]["error"]
    assert "So với tháng 10/2025" in turns[6]["reply"]
    assert turns[0]["session"] == turns[6]["session"]
    assert turns[7]["emergency"]


@pytest.mark.parametrize("line", [
    '{"as": "citizen"}', "không phải JSON", '{"as": "citizen", "text": "a", "viewer": "x"}',
    '{"as": "citizen", "text": "a", "channel": "fax"}', '["citizen"]',
])  # fmt: skip
def test_a_batch_with_a_bad_line_begins_nothing(hoiyte: CommandLine, tmp_path: Path, line: str) -> None:
    ran = hoiyte("ask", "--batch", batch(tmp_path, {"as": "citizen", "text": "xin chào"}, line))
    assert ran.code == 2
    assert "line 2" in one_sentence(ran)


def test_a_batch_that_is_not_there_or_not_text_is_bad_usage(hoiyte: CommandLine, tmp_path: Path) -> None:
    missing = hoiyte("ask", "--batch", str(tmp_path / "none.jsonl"))
    assert missing.code == 2
    assert "none.jsonl" in one_sentence(missing)
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    ran = hoiyte("ask", "--batch", str(binary))
    assert ran.code == 2
    assert "UTF-8" in one_sentence(ran)


@pytest.mark.parametrize("words", [
    ("ask", "--as", "nobody_here", "xin chào"), ("chat", "--as", "nobody_here"),
])  # fmt: skip
def test_an_unknown_persona_is_told_who_there_is(hoiyte: CommandLine, words: tuple[str, ...]) -> None:
    ran = hoiyte(*words)
    assert ran.code == 2
    assert "department_manager" in one_sentence(ran)


@pytest.mark.parametrize("session", ["00000000-0000-4000-8000-000000000000", "x" * 5000, "'; --", "../..", "\x00"])
def test_a_wrong_session_is_one_sentence_or_a_new_conversation(hoiyte: CommandLine, session: str) -> None:
    ran = hoiyte("ask", "--as", "citizen", "--session", session, "xin chào")
    if ran.code:
        assert ran.code == 2
        one_sentence(ran)
    else:
        assert ran.out


def test_somebody_elses_session_is_no_session(hoiyte: CommandLine) -> None:
    theirs = hoiyte("ask", "--as", "citizen", "--json", "xin chào").json["session"]
    stranger = hoiyte("ask", "--as", "doctor", "--session", theirs, "xin chào")
    invented = hoiyte("ask", "--as", "doctor", "--session", "00000000-0000-4000-8000-000000000000", "xin chào")
    assert (stranger.code, stranger.err) == (invented.code, invented.err) == (2, stranger.err)


def test_a_message_without_words_gets_one_kind_sentence(hoiyte: CommandLine, tmp_path: Path) -> None:
    wordless = ["", "   ", "\n\t", "😀😀", "…!?", "\x00"]
    turns = hoiyte("ask", "--batch", batch(tmp_path, *({"as": "citizen", "text": text} for text in wordless))).lines
    assert len(turns) == len(wordless)
    assert len({turn["reply"] for turn in turns}) == 1
    alone = hoiyte("ask", "--as", "citizen", "--", "😀")
    assert (alone.code, alone.err, alone.out) == (0, "", turns[0]["reply"] + "\n")
    assert len(alone.out.splitlines()) == 1


def test_a_page_of_a_megabyte_is_too_long_and_nothing_more(hoiyte: CommandLine, tmp_path: Path) -> None:
    path = batch(tmp_path, {"as": "citizen", "text": "bệnh án " * 140_000}, {"as": "citizen", "text": "xin chào"})
    long, after = hoiyte("ask", "--batch", path).lines
    assert len(long["reply"]) < 200
    assert "dài" in long["reply"]
    assert after["reply"]


def test_markup_and_sql_are_only_words(hoiyte: CommandLine, tmp_path: Path) -> None:
    texts = ["<script>alert(1)</script>", "'; DROP TABLE ehr.citizens; --", "%s%n{0}{me}", "\\x00\u202e", "--as admin"]
    turns = hoiyte("ask", "--batch", batch(tmp_path, *({"as": "citizen", "text": text} for text in texts))).lines
    assert all(turn["reply"] for turn in turns)
    assert not any(tool["rows"] for turn in turns for tool in turn["tools"])
    assert not any(text in turn["reply"] for text, turn in zip(texts, turns, strict=True))
    with connect(hoiyte.data.databases.owner) as connection:
        assert connection.execute("SELECT count(*) FROM ehr.citizens").fetchone() == (400,)


@pytest.mark.parametrize(("name", "value"), [
    ("HOIYTE_PORT", "abc"), ("HOIYTE_PORT", "70000"), ("HOIYTE_CARE_DAYS", "-1"), ("HOIYTE_LOG_LEVEL", "loud"),
    ("HOIYTE_MODEL__TIMEOUT", "0"), ("HOIYTE_MODEL__NAMES", "x"), ("HOIYTE_POOL_SIZE", "0"),
])  # fmt: skip
def test_a_wrong_setting_is_named(hoiyte: CommandLine, name: str, value: str) -> None:
    ran = hoiyte("personas", **{name: value})
    assert ran.code == 1
    assert name in one_sentence(ran)


def test_a_chat_model_that_cannot_be_opened_is_named(hoiyte: CommandLine) -> None:
    ran = hoiyte("ask", "--as", "citizen", "xin chào", HOIYTE_MODEL__NAME="ollama:none")
    assert ran.code == 1
    assert "ollama:none" in one_sentence(ran)


@pytest.mark.parametrize("url", [
    "postgresql://someone:very-secret@127.0.0.1:1/hoiyte", "mysql://someone:very-secret@127.0.0.1/x", "very-secret",
    "postgresql://someone:very-secret@example.org/hoiyte",
])  # fmt: skip
def test_a_database_that_does_not_answer_is_one_sentence_without_its_password(hoiyte: CommandLine, url: str) -> None:
    ran = hoiyte("check", DATABASE_URL=url)
    assert ran.code == 1
    assert "very-secret" not in one_sentence(ran)


def test_bad_usage_ends_with_2(hoiyte: CommandLine) -> None:
    for words in (["ask"], ["ask", "--as", "citizen"], ["ask", "--channel", "fax", "x"], ["nothing"],
                  ["province", "generate", "--citizens", "3"], ["audit", "verify", "--anchor", "nowhere"]):  # fmt: skip
        ran = hoiyte(*words)
        assert ran.code == 2, words
        assert "Traceback" not in ran.err


def test_where_nothing_is_filled_the_way_on_is_told(hoiyte_empty: CommandLine) -> None:
    ran = hoiyte_empty("personas")
    assert ran.code == 1
    assert "hoiyte province generate" in one_sentence(ran)
    assert hoiyte_empty("ask", "--as", "citizen", "xin chào").code == 2


def test_the_generator_fills_what_is_empty_and_again_what_it_filled(hoiyte_empty: CommandLine) -> None:
    words = ("province", "generate", "--citizens", "200", "--seed", "3", "--reference-day", "2026-11-22")
    first, again = hoiyte_empty(*words), hoiyte_empty(*words)
    assert first.code == again.code == 0
    assert first.out == again.out
    assert "200 citizens" in first.out


def test_the_generator_leaves_a_real_store_alone(hoiyte_own: CommandLine) -> None:
    with connect(hoiyte_own.data.databases.owner) as connection:
        connection.execute("UPDATE house.store_mark SET kind = 'real'")
    ran = hoiyte_own("province", "generate", "--citizens", "200")
    assert ran.code == 1
    assert "real" in ran.err
    assert hoiyte_own("ask", "--as", "citizen", "xin chào").code == 2
    with connect(hoiyte_own.data.databases.owner) as connection:
        assert connection.execute("SELECT count(*) FROM ehr.citizens").fetchone() == (400,)


def test_the_generator_leaves_rows_without_a_mark_alone(hoiyte_own: CommandLine) -> None:
    with connect(hoiyte_own.data.databases.owner) as connection:
        connection.execute("DELETE FROM house.store_mark")
    ran = hoiyte_own("province", "generate", "--citizens", "200")
    assert ran.code == 1
    assert "not empty" in ran.err


def test_an_unknown_province_is_one_sentence(hoiyte_empty: CommandLine) -> None:
    ran = hoiyte_empty("province", "generate", "--citizens", "200", "--province", "Atlantis")
    assert ran.code in {1, 2}
    assert "Traceback" not in ran.err
    assert "Atlantis" in ran.err


def test_the_audit_holds_and_a_change_is_found(hoiyte_own: CommandLine) -> None:
    assert hoiyte_own("ask", "--as", "doctor", "tóm tắt bệnh nhân BN00000005").code == 0
    whole = hoiyte_own("audit", "verify", "--anchor", "--json")
    assert whole.code == 0
    assert set(whole.json) == {"holds", "rows", "fault", "anchored"}
    assert whole.json["holds"]
    assert whole.json["rows"] > 0
    seen = hoiyte_own("audit", "search", "--tag", "doctor:*:*:*", "--json").lines
    assert {row["role"] for row in seen} == {"doctor"}
    assert "BN00000005" not in json.dumps(seen)
    with connect(make_url(hoiyte_own.data.url)) as connection:
        connection.execute("ALTER TABLE house.audit DISABLE TRIGGER ALL")
        connection.execute("UPDATE house.audit SET outcome = 'denied' WHERE seq = 1")
    spoilt = hoiyte_own("audit", "verify", "--json")
    assert spoilt.code == 1
    assert not spoilt.json["holds"]


def test_check_looks_at_every_part(hoiyte: CommandLine) -> None:
    ran = hoiyte("check", "--json")
    assert ran.code == 0
    assert {part["name"] for part in ran.json} >= {"database", "migrations", "store", "policies", "audit", "queue",
                                                   "model", "library", "connectors"}  # fmt: skip
    assert all(set(part) == {"name", "well", "said", "milliseconds"} and part["well"] for part in ran.json)


def test_the_installed_command_is_the_same(filled: Data) -> None:
    script = Path(sys.executable).with_name("hoiyte")
    env = {"HOIYTE_DATA": str(filled.folder), "DATABASE_URL": filled.url, "PATH": "/usr/bin:/bin", "HOIYTE_PORT": "abc"}
    ended = subprocess.run([script, "personas"], env=env, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 1
    assert ended.stderr.startswith("hoiyte: setting HOIYTE_PORT")
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""
