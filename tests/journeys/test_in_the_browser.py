"""The journeys of the first issue on the page itself, with nothing scripted: real browser, worker, house and stores."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from app.wiring import House
from tests.journeys.conftest import Sql
from tests.web.conftest import browser
from tests.web.screen import Screen, screen
from tests.web.served import served

__all__ = ["browser"]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
async def address(house: House) -> AsyncIterator[str]:
    async with served(house) as url:
        yield url


@pytest.fixture
async def page(address: str, browser: Browser) -> AsyncIterator[Screen]:
    async with screen(browser, "desk") as seen:
        await seen.open(address)
        yield seen


async def test_a_citizen_reads_their_own_visit_and_no_other(page: Screen, sql: Sql) -> None:
    await page.play(str(sql.one("SELECT display_name FROM house.personas WHERE name = 'citizen'")))
    await page.ask("lần khám gần nhất của tôi là khi nào, bác sĩ dặn gì")
    day = sql.one(
        "SELECT to_char(max(started_at AT TIME ZONE 'Asia/Ho_Chi_Minh'), 'DD/MM/YYYY') FROM emr.encounters"
        " WHERE sensitive IS NULL AND person_id = (SELECT person_id FROM house.personas WHERE name = 'citizen')"
    )
    await expect(page.last).to_contain_text(str(day))
    await page.shot("60-real-citizen")
    await page.last.locator(".sources button").first.click()
    await expect(page.page.locator("#source")).to_contain_text("Bệnh án điện tử")
    await page.page.keyboard.press("Escape")
    await page.ask("cho tôi xem bệnh án của chị Nguyễn Thị B")
    await expect(page.last.locator(".card.refused")).to_be_visible()
    await expect(page.last).not_to_contain_text("Nguyễn Thị B")
    await page.shot("61-real-refusal")


async def test_a_doctor_sums_up_a_patient_in_their_care_and_no_other(page: Screen, sql: Sql) -> None:
    await page.play(str(sql.one("SELECT display_name FROM house.personas WHERE name = 'doctor'")))
    own, elsewhere = (str(sql.one(query)) for query in (CARED_FOR, ELSEWHERE))
    await page.ask(f"tóm tắt bệnh nhân {own}")
    await expect(page.last).to_contain_text(
        str(sql.one(f"SELECT full_name FROM ehr.citizens WHERE person_id = '{own}'"))
    )
    await expect(page.last).to_contain_text("Dị ứng")
    await page.shot("62-real-doctor")
    await page.ask(f"tóm tắt bệnh nhân {elsewhere}")
    await expect(page.last.locator(".card.refused")).to_be_visible()


async def test_a_manager_gets_a_figure_its_chart_and_the_comparison(page: Screen, sql: Sql) -> None:
    await page.play(str(sql.one("SELECT display_name FROM house.personas WHERE name = 'department_manager'")))
    await page.ask("công suất sử dụng giường bệnh toàn tỉnh tháng trước")
    await expect(page.last).to_contain_text("tháng 10/2026")
    await expect(page.last).to_contain_text("Định nghĩa")
    await expect(page.last.locator("figure .chart svg")).to_be_visible()
    await page.shot("63-real-manager")
    await page.ask("so với cùng kỳ")
    await expect(page.last).to_contain_text("tháng 10/2025")


async def test_a_guest_in_danger_is_sent_to_115_and_otherwise_told_the_guidance(page: Screen) -> None:
    await page.ask("đi khám bảo hiểm y tế cần mang giấy tờ gì")
    await expect(page.last).to_contain_text("căn cước", ignore_case=True)
    await page.ask("lần khám gần nhất của tôi")
    await expect(page.last).to_contain_text("đăng nhập", ignore_case=True)
    await page.ask("đau ngực lan ra tay, khó thở")
    await expect(page.last.locator("a.call")).to_have_attribute("href", "tel:115")
    await page.shot("64-real-guest")


_STAFF = "(SELECT {} FROM house.staff WHERE person_id = (SELECT person_id FROM house.personas WHERE name = 'doctor'))"
CARED_FOR = f"""SELECT e.person_id FROM emr.encounters e
    WHERE e.facility = {_STAFF.format("facility")} AND e.department = {_STAFF.format("department")}
    AND e.ended_at IS NULL AND e.sensitive IS NULL ORDER BY e.person_id LIMIT 1"""
ELSEWHERE = f"""SELECT e.person_id FROM emr.encounters e WHERE NOT EXISTS (
    SELECT 1 FROM emr.encounters o WHERE o.person_id = e.person_id AND o.facility = {_STAFF.format("facility")})
    AND NOT EXISTS (SELECT 1 FROM appointments.bookings b
        WHERE b.person_id = e.person_id AND b.facility = {_STAFF.format("facility")})
    ORDER BY e.person_id LIMIT 1"""
