"""What a person does on the page, in a real browser, on a phone and on a desk, by day and by night."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Literal

import pytest
from playwright.async_api import Browser, expect

from app.signin.provider import Provider
from app.signin.provider_settings import ProviderSettings
from domain.clock import SystemClock
from tests.web.conftest import Door
from tests.web.screen import Screen, Size, screen

pytestmark = pytest.mark.browser
EVERYWHERE = [("phone", "light"), ("phone", "dark"), ("desk", "light"), ("desk", "dark"), ("tiny", "light")]


@pytest.fixture
async def phone(browser: Browser, door: Door) -> AsyncIterator[Screen]:
    async with screen(browser, "phone") as seen:
        await seen.open(door.url)
        yield seen


@pytest.fixture
async def desk(browser: Browser, door: Door) -> AsyncIterator[Screen]:
    async with screen(browser, "desk") as seen:
        await seen.open(door.url)
        yield seen


@pytest.mark.parametrize(("size", "scheme"), EVERYWHERE)
async def test_a_citizen_asks_and_reads_where_it_comes_from(
    browser: Browser, door: Door, size: Size, scheme: Literal["light", "dark"]
) -> None:
    async with screen(browser, size, scheme) as seen:
        page = seen.page
        await seen.open(door.url)
        await expect(page.locator("#who")).to_contain_text("Khách")
        await expect(page.locator(".notice")).to_contain_text("trợ lý tự động")
        await seen.shot("01-guest")
        await page.click("#who")
        await expect(page.locator("#people")).to_contain_text("giả lập")
        await seen.shot("02-people")
        await page.keyboard.press("Escape")
        await seen.play("Nguyễn Thị Hạnh")
        await expect(page.locator("#who .role")).to_contain_text("Người dân")
        await seen.shot("03-citizen")
        await page.click("#welcome >> text=Lần khám gần nhất của tôi là khi nào")
        await expect(page.locator(".steps")).to_contain_text("Đang tra cứu bệnh án…")
        await seen.shot("04-looking-up")
        await expect(seen.last).to_contain_text("ngày 12/11/2026")
        await expect(seen.last.locator("strong").first).to_have_text("ngày 12/11/2026")
        await seen.shot("05-answer")
        await seen.last.locator(".cite").first.click()
        panel = page.locator("#source")
        await expect(panel).to_contain_text("Bệnh án điện tử, Bệnh viện đa khoa Ninh Kiều")
        await expect(panel).to_contain_text("09:00 ngày 22/11/2026")
        await expect(panel).to_contain_text("ăn nhạt, đo huyết áp mỗi sáng")
        await seen.shot("06-source")
        await page.keyboard.press("Escape")
        await expect(panel).to_be_hidden()
        await expect(seen.last.locator(".cite").first).to_be_focused()
        assert await seen.overflow() <= 0


@pytest.mark.parametrize(("size", "scheme"), EVERYWHERE)
async def test_a_manager_sees_a_chart_and_the_same_as_a_table(
    browser: Browser, door: Door, size: Size, scheme: Literal["light", "dark"]
) -> None:
    async with screen(browser, size, scheme) as seen:
        await seen.open(door.url)
        await seen.play("Trần Quốc Bình")
        await seen.ask("Công suất sử dụng giường bệnh toàn tỉnh tháng trước")
        figure = seen.last.locator("figure")
        await expect(figure.locator(".chart svg")).to_be_visible()
        assert await figure.locator(".chart svg path").count() > 5
        await seen.shot("10-chart")
        await figure.get_by_role("button", name="Xem bảng").click()
        await expect(figure.locator("table")).to_be_visible()
        await expect(figure.locator(".chart")).to_be_hidden()
        await expect(figure.locator("tbody tr").last).to_contain_text("91,8 %")
        await seen.shot("11-chart-as-table")
        assert await seen.overflow() <= 0
        await figure.get_by_role("button", name="Xem biểu đồ").click()
        await expect(figure.locator(".chart")).to_be_visible()
        assert await seen.overflow() <= 0


@pytest.mark.parametrize(("size", "scheme"), EVERYWHERE)
async def test_an_emergency_cannot_be_overlooked(
    browser: Browser, door: Door, size: Size, scheme: Literal["light", "dark"]
) -> None:
    async with screen(browser, size, scheme) as seen:
        await seen.open(door.url)
        await seen.ask("tôi đau ngực lan ra tay, khó thở")
        call = seen.last.locator("a.call")
        await expect(call).to_have_attribute("href", "tel:115")
        box = await call.bounding_box()
        assert box is not None
        assert box["height"] >= 80
        await expect(seen.page.locator("#urgent")).to_contain_text("Gọi 115")
        await seen.shot("20-emergency")


@pytest.mark.parametrize(("size", "scheme"), EVERYWHERE)
async def test_a_refusal_a_confirmation_and_a_fault_look_their_part(
    browser: Browser, door: Door, size: Size, scheme: Literal["light", "dark"]
) -> None:
    async with screen(browser, size, scheme) as seen:
        await seen.open(door.url)
        await seen.play("Nguyễn Thị Hạnh")
        await seen.ask("cho tôi xem bệnh án của chị Nguyễn Thị B")
        await expect(seen.last.locator(".card.refused")).to_be_visible()
        await expect(seen.last).not_to_contain_text("Nguyễn Thị B")
        await seen.shot("30-refused")
        await seen.ask("đặt lịch khám tim giúp tôi")
        await seen.shot("31-confirm")
        await seen.last.get_by_role("button", name="Xác nhận").click()
        await expect(seen.page.locator(".mine").last).to_contain_text("Xác nhận")
        await expect(seen.page.locator(".card.confirm button").first).to_be_disabled()
        await seen.ask("câu này làm hỏng máy")
        await expect(seen.last.locator(".card.fault")).to_contain_text("trục trặc")
        await expect(seen.last.get_by_role("button", name="Hỏi lại")).to_be_visible()
        await seen.shot("32-fault")
        assert await seen.overflow() <= 0


async def test_the_thought_better_of_it_leaves_the_offer_undone(desk: Screen) -> None:
    await desk.ask("đặt lịch khám tim giúp tôi")
    await desk.ask("thôi để hỏi câu khác")
    card = desk.page.locator(".card.confirm")
    await expect(card).to_contain_text("chưa có gì thay đổi")
    await expect(card.get_by_role("button", name="Xác nhận")).to_be_disabled()


async def test_words_appear_as_they_are_spoken_and_are_read_out_once(desk: Screen) -> None:
    await desk.ask("kể dần cho tôi", wait=False)
    body = desk.last.locator(".body")
    await expect(body).to_contain_text("Lần khám gần nhất của bạn")
    await expect(body).to_have_attribute("aria-busy", "true")
    assert await desk.page.locator("#polite").text_content() == ""
    await expect(desk.page.locator("#polite")).to_contain_text("nhịn ăn sáng")
    await expect(body).not_to_have_attribute("aria-busy", "true")
    assert await desk.page.locator("[aria-live] .theirs, [role=log]").count() == 0


async def test_enter_sends_shift_enter_does_not_and_the_focus_stays(desk: Screen) -> None:
    field = desk.page.locator("#question")
    await expect(field).to_be_focused()
    await desk.page.keyboard.type("dòng một")
    await desk.page.keyboard.press("Shift+Enter")
    await desk.page.keyboard.type("dòng hai")
    assert await desk.page.locator(".mine").count() == 0
    await desk.page.keyboard.press("Enter")
    await expect(desk.last).to_contain_text("Bạn hỏi: dòng một")
    await expect(field).to_be_focused()
    await expect(field).to_have_value("")


async def test_escape_stops_and_one_may_ask_on(desk: Screen, door: Door) -> None:
    door.house.turn.gate.clear()
    await desk.ask("chờ lâu lắm", wait=False)
    await expect(desk.last).to_contain_text("Đang tra cứu bệnh án…")
    await expect(desk.page.locator("#go")).to_have_attribute("aria-label", "Dừng trả lời (Esc)")
    await desk.page.keyboard.press("Escape")
    await expect(desk.last).to_contain_text("Bạn đã dừng câu trả lời này.")
    await desk.ask("câu tiếp theo")
    await expect(desk.last).to_contain_text("Bạn hỏi: câu tiếp theo")
    door.house.turn.gate.set()


async def test_the_stop_button_stops_and_an_emergency_can_be_sent_meanwhile(phone: Screen, door: Door) -> None:
    door.house.turn.gate.clear()
    await phone.ask("chờ lâu lắm", wait=False)
    await expect(phone.last).to_contain_text("Đang tra cứu")
    await phone.ask("đau ngực lan ra tay, khó thở")
    await expect(phone.last.locator("a.call")).to_be_visible()
    await phone.page.click("#go")
    await expect(phone.page.locator(".theirs").first).to_contain_text("Bạn đã dừng")
    door.house.turn.gate.set()


async def test_html_is_shown_and_never_run(desk: Screen) -> None:
    evil = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script> **đậm**"
    await desk.ask(evil)
    await expect(desk.page.locator(".bubble").last).to_contain_text("<img src=x onerror=")
    await expect(desk.last.locator(".prose")).to_contain_text("<script>")
    assert await desk.page.locator("#thread img, #thread script").count() == 0
    assert await desk.page.title() != "hacked"


async def test_a_page_that_is_opened_again_shows_the_talk_and_follows_what_still_runs(desk: Screen, door: Door) -> None:
    await desk.ask("lần khám gần nhất")
    door.house.turn.gate.clear()
    await desk.ask("chờ thêm chút", wait=False)
    await expect(desk.last).to_contain_text("Đang tra cứu bệnh án…")
    await desk.page.reload()
    await expect(desk.page.locator(".theirs").first).to_contain_text("ngày 12/11/2026")
    await expect(desk.last).to_contain_text("Đang tra cứu bệnh án…")
    door.house.turn.gate.set()
    await expect(desk.last).to_contain_text("Xong rồi.")


async def test_without_a_network_nothing_is_lost(phone: Screen, door: Door) -> None:
    phone.expected = ("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED")
    context = phone.page.context
    await context.set_offline(True)
    await expect(phone.page.locator("#offline")).to_contain_text("Mất kết nối")
    await phone.ask("gửi lúc mất mạng", wait=False)
    await expect(phone.page.locator(".unsent")).to_contain_text("Không kết nối được")
    await phone.shot("40-offline")
    await context.set_offline(False)
    await phone.page.get_by_role("button", name="Gửi lại").click()
    await expect(phone.last).to_contain_text("Bạn hỏi: gửi lúc mất mạng")
    await expect(phone.page.locator("#offline")).to_be_hidden()


async def test_a_stream_that_breaks_is_taken_up_where_it_broke(desk: Screen, door: Door) -> None:
    desk.expected = ("ERR_FAILED", "Failed to load resource")
    cut = {"times": 0}

    async def cutting(route: object) -> None:
        cut["times"] += 1
        if cut["times"] <= 2:
            await route.abort()  # type: ignore[attr-defined] # playwright's route, typed loosely to be short
        else:
            await route.continue_()  # type: ignore[attr-defined] # see above

    await desk.page.route("**/events?after=*", cutting)
    await desk.ask("lần khám gần nhất", wait=False)
    await expect(desk.page.locator("#offline")).to_contain_text("Mất kết nối")
    await expect(desk.last).to_contain_text("ngày 12/11/2026")
    await expect(desk.page.locator("#offline")).to_be_hidden()
    assert cut["times"] == 3


async def test_the_counter_warns_and_a_message_too_long_is_not_sent(desk: Screen) -> None:
    await desk.page.fill("#question", "ă" * 3499)
    await expect(desk.page.locator("#count")).to_have_text("")
    await desk.page.fill("#question", "ă" * 3990)
    await expect(desk.page.locator("#count")).to_have_text("Còn 10 ký tự")
    await desk.page.fill("#question", "ă" * 4001)
    await expect(desk.page.locator("#count")).to_have_text("Dài quá 1 ký tự")
    await expect(desk.page.locator("#go")).to_be_disabled()
    await desk.page.locator("#question").press("Enter")
    assert await desk.page.locator(".mine").count() == 0


async def test_an_emoji_gets_its_sentence_under_the_message(desk: Screen) -> None:
    desk.expected = ("422",)
    await desk.ask("😀👍", wait=False)
    await expect(desk.page.locator(".unsent")).to_contain_text("Xin viết câu hỏi bằng lời")


async def test_talks_are_found_renamed_and_deleted(desk: Screen) -> None:
    page = desk.page
    await desk.ask("Bệnh sởi lây thế nào")
    await page.click("#new-talk")
    await expect(page.locator("#welcome")).to_be_visible()
    await desk.ask("Giờ mở cửa trạm y tế")
    rows = page.locator("#talks .row")
    await expect(rows).to_have_count(2)
    await page.fill("#talk-search", "benh soi")
    await expect(rows).to_have_count(1)
    await page.click("#talks .open-talk")
    await expect(desk.last).to_contain_text("Bạn hỏi: Bệnh sởi lây thế nào")
    await page.click("#talks .knob")
    await page.get_by_role("button", name="Đổi tên").click()
    await page.locator(".rename input").fill("Hỏi về bệnh sởi")
    await page.locator(".rename input").press("Enter")
    await expect(page.locator("#talk-title")).to_have_text("Hỏi về bệnh sởi")
    await page.click("#talks .knob")
    await page.get_by_role("button", name="Xoá", exact=True).click()
    await page.locator("#asking").get_by_role("button", name="Xoá").click()
    await expect(page.locator("#welcome")).to_be_visible()
    await page.fill("#talk-search", "")
    await expect(rows).to_have_count(1)


async def test_many_talks_scroll_in_their_own_list(desk: Screen) -> None:
    await desk.page.evaluate(
        """async () => {
            const { csrf } = await (await fetch('/api/me')).json();
            const headers = { 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' };
            for (let n = 0; n < 16; n += 1) {
                const body = JSON.stringify({ conversation: null, text: `câu ${n}`, event_id: `many-${n}` });
                await fetch('/api/messages', { method: 'POST', headers, body });
            }
        }"""
    )
    await desk.page.reload()
    await expect(desk.page.locator("#talks .row")).to_have_count(16)
    assert await desk.overflow() <= 0
    await expect(desk.page.locator("#go")).to_be_in_viewport()
    await desk.ask("câu mới nhất")
    await expect(desk.page.locator("#talks .row").first).to_contain_text("câu mới nhất")


async def test_on_a_phone_the_talks_slide_in_and_out(phone: Screen) -> None:
    await phone.ask("câu hỏi trên điện thoại")
    drawer = phone.page.locator("#drawer")
    await expect(drawer).not_to_be_in_viewport()
    await phone.page.click("#drawer-open")
    await expect(drawer).to_be_in_viewport()
    await expect(phone.page.locator("#drawer-close")).to_be_focused()
    await phone.shot("50-drawer")
    await phone.page.keyboard.press("Escape")
    await expect(drawer).not_to_be_in_viewport()
    await expect(phone.page.locator("#drawer-open")).to_be_focused()


async def test_an_answer_can_be_copied_judged_and_asked_again(desk: Screen) -> None:
    await desk.ask("lần khám gần nhất")
    await desk.last.get_by_role("button", name="Chép câu trả lời").click()
    await expect(desk.page.locator("#polite")).to_have_text("Đã chép.")
    copied = await desk.page.evaluate("navigator.clipboard.readText()")
    assert "ngày 12/11/2026" in copied
    assert "**" not in copied
    await desk.last.get_by_role("button", name="Câu trả lời chưa tốt").click()
    await desk.page.get_by_label("Thiếu thông tin").check()
    await desk.page.get_by_label("Góp ý thêm").fill("thiếu liều thuốc")
    await desk.shot("60-complaint")
    await desk.page.get_by_role("button", name="Gửi góp ý").click()
    await expect(desk.page.locator("#polite")).to_contain_text("Cảm ơn")
    await expect(desk.last.get_by_role("button", name="Câu trả lời chưa tốt")).to_have_attribute("aria-pressed", "true")
    await desk.last.get_by_role("button", name="Hỏi lại câu này").click()
    await expect(desk.page.locator(".mine")).to_have_count(2)


async def test_a_wide_table_scrolls_inside_itself(browser: Browser, door: Door) -> None:
    async with screen(browser, "tiny") as seen:
        await seen.open(door.url)
        await seen.ask("cho tôi bảng rộng")
        inner = "e => e.scrollWidth - e.clientWidth"
        assert await seen.last.locator(".scroller").evaluate(inner) > 100
        await expect(seen.last.locator("caption")).to_have_text("Bảng rất rộng")
        assert await seen.overflow() <= 0


async def test_a_chart_that_cannot_be_drawn_is_its_table(desk: Screen) -> None:
    desk.expected = ("no such mark", "Invalid")
    await desk.ask("biểu đồ hỏng")
    await expect(desk.last.locator("figure table")).to_be_visible()


async def test_another_person_in_another_tab_is_noticed_before_anything_is_sent(desk: Screen, door: Door) -> None:
    desk.expected = ("403",)
    await desk.play("Nguyễn Thị Hạnh")
    other = await desk.page.context.new_page()
    tab = Screen(other, "tab")
    await tab.open(door.url)
    await tab.play("Trần Quốc Bình")
    await desk.page.bring_to_front()
    before = len(door.house.turn.heard)
    await desk.ask("câu của chị Hạnh", wait=False)
    await expect(desk.page.locator("#offline")).to_contain_text("đổi sang người khác")
    await expect(desk.page.locator("#who")).to_contain_text("Trần Quốc Bình")
    await expect(desk.page.locator(".mine")).to_have_count(0)
    await asyncio.sleep(0.3)
    assert len(door.house.turn.heard) == before


async def test_everything_can_be_reached_and_is_large_enough(phone: Screen) -> None:
    await phone.ask("lần khám gần nhất")
    small = await phone.page.evaluate(
        """() => [...document.querySelectorAll('button, summary, textarea, input')]
            .filter((e) => e.offsetParent && !e.closest('[inert]') && !e.classList.contains('cite'))
            .map((e) => [e.className || e.id || e.tagName, e.getBoundingClientRect()])
            .filter(([, box]) => box.height < 44 || box.width < 44)
            .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
    )
    assert small == []
    nameless = await phone.page.evaluate(
        """() => [...document.querySelectorAll('button, a, input, textarea')]
            .filter((e) => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).length"""
    )
    assert nameless == 0
    assert re.search(r"Hỏi Y Tế", await phone.page.title())


async def test_nothing_about_a_person_is_kept_in_the_browser(desk: Screen) -> None:
    await desk.play("Nguyễn Thị Hạnh")
    await desk.ask("lần khám gần nhất")
    await desk.page.click("[data-theme-choice=dark]")
    kept = await desk.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert kept == '[{"theme":"dark"},{},""]'
    await desk.page.reload()
    assert await desk.page.evaluate("document.documentElement.dataset.theme") == "dark"


async def test_on_paper_only_the_talk_is_left(desk: Screen) -> None:
    await desk.ask("lần khám gần nhất")
    await desk.page.emulate_media(media="print")
    for hidden in ("#composer", "#drawer", ".under", ".sources"):
        await expect(desk.page.locator(hidden).first).to_be_hidden()
    await expect(desk.page.locator(".on-paper li").first).to_contain_text("dữ liệu lúc 09:00 ngày 22/11/2026")


async def test_a_signed_in_person_links_a_chat_and_sees_what_is_theirs(desk: Screen) -> None:
    await desk.play("Nguyễn Thị Hạnh")
    await desk.page.click("#who")
    panel = desk.page.locator(".owned-panel")
    await expect(panel).to_contain_text("Chưa liên kết cuộc trò chuyện nào.")
    await panel.get_by_role("button", name="Lấy mã liên kết").click()
    await expect(panel.locator(".code")).to_have_text(re.compile(r"LIENKET \d{6}"))
    await desk.shot("30-owned")
    assert await desk.overflow() <= 0


async def test_where_signing_in_would_tell_more_the_page_leads_there(
    desk: Screen, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = ProviderSettings(issuer="https://sso.example.vn", client_id="x")
    citizens = Provider(settings, "https://yte.example.vn/signin/citizen/callback", SystemClock())
    monkeypatch.setattr(door.house, "signin", replace(door.house.signin, citizens=citizens))
    await desk.page.reload()
    await desk.ask("riêng tư của tôi")
    await desk.last.get_by_role("button", name="Đăng nhập").click()
    await expect(desk.page.locator("#people a.main")).to_have_attribute("href", "/signin?next=/")
    await desk.page.click("#people a.main")
    await expect(desk.page.locator("main")).to_contain_text("VNeID")
    await desk.shot("31-signin")
