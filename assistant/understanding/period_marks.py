"""Words of time as they are written with marks, so that "nằm viện" is not read as "năm"."""

from assistant.understanding.normalise import Utterance

_WRITTEN: dict[str, frozenset[str]] = {
    bare: frozenset(words.split())
    for bare, words in {
        "thang": "tháng", "nam": "năm", "tuan": "tuần", "quy": "quý", "ngay": "ngày", "nay": "nay này", "hom": "hôm",
        "truoc": "trước", "qua": "qua quá", "roi": "rồi", "toi": "tới tối", "sau": "sau sáu", "dau": "đầu", "cuoi": "cuối",
        "mai": "mai", "mot": "một mốt mồt", "kia": "kia", "ngoai": "ngoái", "vua": "vừa", "thu": "thứ", "bay": "bảy bẩy",
        "tam": "tám", "ba": "ba", "hai": "hai", "bon": "bốn", "tu": "từ tư", "chin": "chín", "muoi": "mười mươi", "lam": "lăm",
        "gan": "gần", "sang": "sáng sang", "chieu": "chiều", "dem": "đêm", "den": "đến", "mung": "mùng mồng", "nua": "nửa nữa",
    }.items()
}  # fmt: skip


def agrees(said: Utterance, start: int, end: int) -> bool:
    """Whether every marked word in the stretch is the word of time it looks like without its marks."""
    bare_words, words = said.bare[start:end].split(), said.word(start, end).split()
    return all(_same(bare, word) for bare, word in zip(bare_words, words, strict=False))


def _same(bare: str, word: str) -> bool:
    written = _WRITTEN.get(bare)
    return written is None or word == bare or word in written
