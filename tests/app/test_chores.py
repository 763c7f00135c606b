"""What the house does by itself: it is done, and the audit says who did it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from app.asking import ask, play
from app.chores import count_facts, forget_old, watch_looks
from app.settings import Settings
from domain.clock import FixedClock
from domain.people import Channel
from storage.engine import connect
from tests.cellar import Cellar
from tests.province import data_folder, house_over

TODAY = "FROM indicators.facility_facts WHERE day = (SELECT reference_day FROM house.store_mark)"


def tags(connection: psycopg.Connection[tuple[str]]) -> list[str]:
    query = "SELECT tag FROM house.audit WHERE role LIKE 'job:%' ORDER BY seq"
    return [row[0] for row in connection.execute(query)]


async def test_facts_are_counted_and_the_old_is_forgotten_by_principals_of_their_own(
    cellar: Cellar, province: str, models: Path, tmp_path: Path
) -> None:
    settings = Settings(data=data_folder(tmp_path, models))
    async with house_over(cellar.copy(province), cellar.secrets, settings) as house:
        await ask(house, await play(house, "citizen", Channel.WEB), "đơn thuốc của tôi")
        with connect(house.cellar.databases.owner) as connection:
            connection.execute(f"DELETE {TODAY}")
            connection.commit()
            await count_facts(house)
            counted = connection.execute(f"SELECT count(*) {TODAY}").fetchone()
            assert counted is not None
            assert counted[0] > 0
            assert tags(connection) == ["job.facts:indicators.fact:count:done"]
            assert connection.execute("SELECT count(*) FROM house.messages").fetchone() == (2,)
            connection.commit()
            await forget_old(replace(house, clock=FixedClock(house.clock.now() + timedelta(days=4000))))
            assert connection.execute("SELECT count(*) FROM house.messages").fetchone() == (0,)
            assert "job.retention:house.conversations:forget:done" in tags(connection)
        assert (await house.audit.verify()).holds


async def test_whoever_looks_at_unusually_many_people_is_reported_once(
    cellar: Cellar, province: str, models: Path, tmp_path: Path
) -> None:
    settings = Settings(data=data_folder(tmp_path, models), people_an_hour=3)
    async with house_over(cellar.copy(province), cellar.secrets, settings) as house:
        doctor, citizen = await play(house, "doctor", Channel.WEB), await play(house, "citizen", Channel.WEB)
        for number in range(1, 4):
            await ask(house, doctor, f"tóm tắt bệnh nhân BN{number:08d}")
            await ask(house, citizen, "lần khám gần nhất của tôi")
        await watch_looks(house)
        with connect(house.cellar.databases.owner) as connection:
            assert tags(connection) == []
        await ask(house, doctor, "tóm tắt bệnh nhân BN00000009")
        await watch_looks(house)
        await watch_looks(house)
        with connect(house.cellar.databases.owner) as connection:
            assert tags(connection) == ["job.watch:audit.look:watch:alarm"]
            told = connection.execute("SELECT reason, rows FROM house.audit WHERE role = 'job:watch'").fetchone()
            assert told == (f"many people looked at by {house.audit.keys.pseudonym(doctor.person_id)}", 4)


async def test_a_count_that_fails_stands_in_the_audit(
    cellar: Cellar, province: str, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data=data_folder(tmp_path, models))
    async with house_over(cellar.copy(province), cellar.secrets, settings) as house:
        with connect(house.cellar.databases.owner) as connection:
            connection.execute("DROP TABLE indicators.fact_coverage")
            connection.commit()
            with pytest.raises(Exception, match="UndefinedTable"):
                await count_facts(house)
            assert tags(connection) == ["job.facts:indicators.fact:count:failed"]
