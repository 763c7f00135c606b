"""Food safety in words: certificates, inspections, events, line lists."""

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.composing.wording import SEX, day, moment, money, number
from domain.blocks import TableBlock
from domain.places import Directory
from domain.records.food_safety import Establishment, Inspection, Outbreak, PoisoningCase

RESULTS = {"pass": "đạt", "fail": "không đạt", "conditional": "đạt có điều kiện", None: "chưa kiểm tra"}
SORTS = {"scheduled": "theo kế hoạch", "unscheduled": "đột xuất", "follow_up": "tái kiểm tra", "emergency": "khẩn cấp"}
CASES = {"suspected": "nghi ngờ", "probable": "có thể", "confirmed": "xác định"}
EVENTS = {"draft": "mới ghi nhận", "reported": "đã báo cáo", "verified": "đã xác minh", "concluded": "đã kết luận",
          "open": "đang điều tra", "investigating": "đang điều tra", "closed": "đã kết thúc"}  # fmt: skip


def certificate(place: Establishment, on: date) -> str:
    """Where the certificate stands today."""
    if place.expires_on is None:
        return "không thuộc diện cấp hoặc chưa có giấy chứng nhận an toàn thực phẩm"
    state = "còn hạn" if place.expires_on >= on else "**đã hết hạn**"
    return f"giấy chứng nhận {place.certificate_no}: {state}, hết hạn ngày {day(place.expires_on)}"


def one(place: Establishment, on: date, directory: Directory) -> str:
    """An establishment as anybody may know it."""
    return f"**{place.name}**, {place.address}, {directory.commune_name(place.commune)}: {certificate(place, on)}."


def places(found: Sequence[Establishment], title: str, directory: Directory) -> TableBlock:
    """Establishments with their certificates."""
    rows = tuple((p.name, directory.commune_name(p.commune), p.certificate_no or "không có", day(p.expires_on), p.trade)
                 for p in found)  # fmt: skip
    columns = ("Cơ sở", "Xã, phường", "Số giấy chứng nhận", "Hết hạn", "Loại hình")
    return TableBlock(title=title, columns=columns, rows=rows)


def inspections(found: Sequence[Inspection], names: Mapping[str, str], title: str) -> TableBlock:
    """Inspections, planned and done."""
    rows = tuple(
        (names.get(i.establishment_id, i.establishment_id), SORTS.get(i.sort.lower(), i.sort), day(i.planned_on),
         day(i.done_on), RESULTS.get(i.result, i.result or ""), i.violation or "không ghi",
         money(i.fine) if i.fine else "không")
        for i in found
    )  # fmt: skip
    columns = ("Cơ sở", "Hình thức", "Kế hoạch", "Đã kiểm tra", "Kết quả", "Lỗi", "Phạt")
    return TableBlock(title=title, columns=columns, rows=rows)


def ended(inspection: Inspection) -> str:
    """When an inspection was done and how it ended."""
    fault = f"; lỗi: {inspection.violation}" if inspection.violation else ""
    fine = f"; phạt {money(inspection.fine)}" if inspection.fine else ""
    return f"{day(inspection.done_on)}, **{RESULTS.get(inspection.result, inspection.result or '')}**{fault}{fine}"


def event(outbreak: Outbreak, directory: Directory) -> str:
    """One poisoning event in a sentence or two."""
    return (
        f"Vụ **{outbreak.outbreak_id}** lúc {moment(outbreak.occurred_at)} tại {outbreak.place},"
        f" {directory.commune_name(outbreak.commune)}: {number(outbreak.exposed)} người ăn, **{number(outbreak.affected)}"
        f" người mắc**, {number(outbreak.hospitalized)} nhập viện, {number(outbreak.deaths)} tử vong. Món nghi ngờ:"
        f" {outbreak.food}; căn nguyên: {outbreak.agent or 'chưa rõ'};"
        f" {EVENTS.get(outbreak.status.lower(), outbreak.status)}."
    )


def events(found: Sequence[Outbreak], title: str, directory: Directory) -> TableBlock:
    """Poisoning events, newest first."""
    rows = tuple(
        (o.outbreak_id, day(o.occurred_at), o.place, directory.commune_name(o.commune), number(o.affected),
         number(o.hospitalized), number(o.deaths), o.food, o.agent or "chưa rõ")
        for o in found
    )  # fmt: skip
    columns = ("Mã vụ", "Ngày", "Địa điểm", "Xã, phường", "Mắc", "Nhập viện", "Tử vong", "Món nghi ngờ", "Căn nguyên")
    return TableBlock(title=title, columns=columns, rows=rows)


def line_list(cases: Sequence[PoisoningCase], title: str) -> TableBlock:
    """People who fell ill, for the officer who must follow them."""
    rows = tuple(
        (c.case_id, c.full_name, str(c.age), SEX[c.sex], moment(c.onset_at), c.symptoms,
         "có" if c.hospitalized else "không", CASES.get(c.status, c.status))
        for c in cases
    )  # fmt: skip
    columns = ("Mã ca", "Họ tên", "Tuổi", "Giới", "Khởi phát", "Triệu chứng", "Nhập viện", "Phân loại")
    return TableBlock(title=title, columns=columns, rows=rows)
