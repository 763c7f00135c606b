"""Guidance for everybody, quoted with its source; the library abstains rather than guesses."""

from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import day
from assistant.context import ToolContext
from assistant.tools.binding import saying

_UNKNOWN = (
    "Tôi chưa biết câu trả lời cho câu hỏi này trong các tài liệu hướng dẫn hiện có. Anh/chị hỏi trạm y tế hoặc gọi"
    " đường dây nóng của Bộ Y tế 1900 9095; nếu có dấu hiệu nguy hiểm, gọi 115."
)


@saying("Đang tìm trong tài liệu hướng dẫn…")
async def guidance(context: ToolContext, question: str) -> Finding:
    """A passage of health guidance that answers a general question, with its source.

    Args:
        question: the question as typed.
    """
    passages = await context.desk.library.search(question, limit=2)
    if not passages:
        return nothing(_UNKNOWN, kind="library", title="Thư viện hướng dẫn", ref="", as_of=context.clock.now(),
                       derived=[_UNKNOWN])  # fmt: skip
    best, *beside = passages
    text = f"**{best.title}**\n\n{best.text}\n\nCăn cứ: {best.legal_source}. Cập nhật {day(best.effective_on)}."
    more = [f"Nếu chưa đúng điều anh/chị hỏi, còn có hướng dẫn: “{passage.title}”." for passage in beside]
    return found([text, *more], passages, kind="library", title=f"{best.title} - {best.issuer}", ref=best.passage_id,
                 as_of=context.clock.now(), excerpt=best.text[:300])  # fmt: skip
