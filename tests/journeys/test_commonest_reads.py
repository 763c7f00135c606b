"""The ten commonest questions, asked through the door: no read of theirs walks a large table from end to end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from app.wiring import House
from domain.people import Channel
from tests.connectors.plans import Plan, steps
from tests.journeys.conftest import Asking, Sql

QUESTIONS = [
    ("citizen", "lần khám gần nhất của tôi là khi nào"),
    ("citizen", "kết quả xét nghiệm của tôi"),
    ("citizen", "bé Nguyễn Minh Châu đã tiêm những mũi nào"),
    ("citizen", "thẻ bảo hiểm y tế của tôi còn hạn không"),
    ("citizen", "tôi có lịch hẹn khám nào sắp tới không"),
    ("doctor", "khoa tôi đang điều trị những ai"),
    ("doctor", "tóm tắt bệnh nhân {patient}"),
    ("station_staff", "trẻ nào trong xã đang trễ mũi tiêm"),
    ("station_staff", "ai bị tăng huyết áp quá hẹn tái khám"),
    ("department_manager", "công suất sử dụng giường bệnh toàn tỉnh tháng trước"),
]
PATIENT = "SELECT person_id FROM emr.encounters WHERE facility = '99001' AND department = 'K03' AND ended_at IS NULL"
LARGE = "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= 200"
"""Tables that have at least half as many rows as the province has people."""

Asked = list[tuple[str, Any]]


@contextmanager
def listening(house: House) -> Iterator[Asked]:
    """What the app role is asked for meanwhile, each with the scope or standing that was set before it."""
    heard: Asked = []

    def hear(*told: object) -> None:
        _, _, statement, parameters, *_ = told
        heard.append((str(statement), parameters))

    event.listen(house.cellar.app.sync_engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(house.cellar.app.sync_engine, "before_cursor_execute", hear)


async def plans(house: House, heard: Asked) -> list[tuple[str, Plan]]:
    """How each read would be walked under the scope it had, were walking a whole table never cheap."""
    found = []
    async with house.cellar.app.connect() as connection:
        await connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for statement, parameters in heard:
            if "set_config" in statement:
                await connection.exec_driver_sql(statement, parameters)
            elif statement.lstrip().startswith(("SELECT", "WITH")) and "pg_notify" not in statement:
                said = await connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
                found.append((statement, said.scalar_one()[0]["Plan"]))
        await connection.rollback()
    return found


def walked(plan: Plan, large: set[str]) -> set[str]:
    """The large tables that are read from end to end: by themselves, or by an index that nothing enters."""
    whole = {s["Relation Name"] for s in steps(plan) if s["Node Type"] == "Seq Scan"}
    unentered = ("Index Scan", "Index Only Scan")
    whole |= {s["Relation Name"] for s in steps(plan) if s["Node Type"] in unentered and "Index Cond" not in s}
    return whole & large


@pytest.mark.timeout(120)
async def test_the_ten_commonest_questions_walk_no_large_table(house: House, asking: Asking, sql: Sql) -> None:
    sql.do("ANALYZE")
    large, patient = {str(name) for (name,) in sql.all(LARGE)}, sql.one(PATIENT)
    assert {"observations", "encounters", "immunizations", "due_doses"} <= large
    read: set[str] = set()
    for persona, question in QUESTIONS:
        with listening(house) as heard:
            told = await asking(persona, question.format(patient=patient), channel=Channel.WEB)
        assert not told.answer.refused, told.reply
        for statement, plan in await plans(house, heard):
            assert walked(plan, large) == set(), f"{question}\n{statement}\n{plan}"
            read |= {step["Relation Name"] for step in steps(plan) if "Relation Name" in step}
    assert len(read & large) >= 10
