"""How the time to read a text grows with its length: the shapes that try it, and the measure.

A text of a shape repeats its units, each an equal share of the length. Reading is linear when
so many times the text take so many times as long; how many times that they take is the growth.
"""

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from unittest import mock

from broadcaster.reading import ReadingError, read, reader


@dataclass(frozen=True)
class Shape:
    """Texts of any length: an opening, then each unit over and over, then a closing."""

    units: tuple[str, ...]
    opening: str = ""
    closing: str = ""

    def of(self, length: int) -> str:
        """Return the text of this shape with about `length` characters."""
        share = length // len(self.units)
        runs = ((unit * (share // len(unit) + 1))[:share] for unit in self.units)
        return self.opening + "".join(runs) + self.closing

    def __str__(self) -> str:
        """Return the parts as Python would write them."""
        return " ".join(repr(part) for part in (self.opening, *self.units, self.closing) if part)


PLAIN = Shape(("Bà con xã ta đi họp thôn. ",))
"""What the time per character of the others is put beside."""

_UNITS = [
    "1", "(", "1-1-1-", "1/", "1.", "1,", "1:", "1=", "1%", "a.", "A.B.", "A&", "a-", "a+", "a@",
    "a/", "a/b", "A/", "b.A", "bA", "b", "x", "m", "A", "Đ", "à", "ê", "'", '"', "`", "÷", "%",
    "‰", "*", "-", "–", "+", "=", "_", "|", "/", "\\", "[", "]", "[EN]", "$", "$1", "./.", ".",
    "…", ":", ";", ",", "!", "?", "#", "&", "@", "~", "<", ">", "->", "*1", "1*", "*1*1", "+84",
    "+1", "(1)", "(a)", "(0)", "(1.", "1x", "1X", "1xx", "12-", "12a", "1A-", "1A", "1A1a", "7h",
    "7h30-", "7:30", "15'", "15''", "1.000.", "1,000,", "111.", "0,", "0.", "0/", "1.1.1a", "QĐ-",
    "QĐ-TTg", "1/QĐ-", "49/2024/NĐ-", "2021-", "1/1/2021-", "3/4", "24C-123.45", "A/H5N1", "QL",
    "ĐT.", "Km1+", "IV-", "I", "V", "Ⅳ", "II.", "I/", "½", "2½", "1⁄", "⁄", "²", "m²", "m2",
    "km/", "đ/", "1km", "10m-", "5-7", "2-0", "...", "a1", "aA", "TikTok", "H'", "K'h", "TP.",
    "v.v.", "http://", "http://a.", "www.", "www.a.", "a.b@", "a.vn/", "a-b.", "UBND", "KT-",
    "VH&TT", "&TT", "\u0301", "a\u0301", "a\u0301\u0301\u0323", "\u0323\u0301", "\u200b",
    "\u00ad", "\u202e", "\ufeff", "\0", "�", "📢", "６", "٣", "А", "Аa", "aА", "ﬁ", "ﷺ", "№", "℃",
    "µ", "₫", "─", "=>", "→", "×", "°", "中", "ạ\u0300", " ", "\t", "\n", "\r", "\r\n", "\u00a0",
    "\u2028", "    a", "a\n", "\na", "1\n", "- a\n", "1. a\n", "Điều 1. A\n", "; ", ", ", ". ",
    "A. ", "a. ", "a! ", "Ab; ", "a; ", "a ", "A ", "x ", "1 ", "0 ", "1 1 ", "1 000 ", "1 - ",
    "1 -> ", "- 1", "= ", "a= ", "1 = ", "1 x ", "1 / ", "1 : ", "1 km ", "10 kg, ", "ngày 1, ",
    "ngày 1/", "quý I, ", "tháng ", "thứ ", "số ", "số 1/", "+84 (0)", "09 ", "1 tháng ", "UBND ",
    "XYZW ", "HĐTS hội đồng tuyển sinh ", "BTC, ", "xã ", "KHÔNG ", "TƯ ", "the quick brown ",
    "Thứ 2 - ", "trận 2-0, ", "tỷ số 1:", "V/v ", "vitamin A ", "(ảnh: ", "nguồn: a\n",
    "đồng chí a phát biểu ", "tm. ", "và ", "ss\n", "Comment (0)\n", "Nơi nhận:\n",
    "a" + " xin chào bà con" * 3 + "\n",
]  # fmt: skip
SHAPES = (
    PLAIN,
    *(Shape((unit,)) for unit in _UNITS),
    Shape((".",), closing="a"),
    Shape(("!",), "a", closing="a"),
    Shape(('"',), ".", "a"),
    Shape((")",), "(", "a"),
    Shape(("-",), "1", "1"),
    Shape((" ",), "1", "1"),
    Shape((" ",), "a|", "|a"),
    Shape(("1",), "số: ", "!\na\nb"),
    Shape(("1",), "", ",5"),
    Shape(("1",), "", "-1"),
    Shape(("1",), "1 - ", "%"),
    Shape(("1",), "ngày ", " tháng 2"),
    Shape(("a",), "http://", "!"),
    Shape((":",), "http://", ""),
    Shape((".",), "http://a.vn/", ""),
    Shape(("a",), "", "1"),
    Shape(("A",), "", "a"),
    Shape(("A", "1"), "", "a"),
    Shape(("a", "; ")),
    Shape(("1", " ;")),
    Shape((" ", "A. ")),
    Shape((" ", "1. ")),
    Shape((" ", "- ")),
    Shape((" ", "A. "), "Điều"),
    Shape(("\n", "a\n")),
    Shape(("1 ", "- ")),
    Shape(("hội đồng ", "HĐT ")),
    Shape(("\u0301", "\u0323"), "a"),
    Shape(("\u0301\u0323",), "a"),
)
"""Every opening of a rule over and over, and the pairs that once took time without bound."""

IN_ANOTHER_LANGUAGE = (
    PLAIN,
    *(Shape((unit,)) for unit in (" .", "a. ", "1", "\u0301\u0323", "...", "a b c ", "\n")),
    Shape(("a", " .")),
)
"""For `read` in a language whose words are kept as they are written."""


@contextmanager
def any_length() -> Iterator[None]:
    """Let `read` take texts above its limit, to see further than a person may go."""
    with mock.patch.object(reader, "LIMIT", 1 << 40):
        yield


def seconds(text: str, language: str = "vi") -> float:
    """Return the processor time of reading a text once, without that of collecting garbage."""
    return seconds_of(lambda: read(text, language=language))


def seconds_of(work: Callable[[], object]) -> float:
    """Return the processor time of `work`, which may refuse its text."""
    gc.disable()
    try:
        began = time.process_time()
        with suppress(ReadingError):
            work()
        return time.process_time() - began
    finally:
        gc.enable()


def growth(
    shape: Shape, length: int, times: int = 4, *, enough: float, language: str = "vi"
) -> float:
    """Return how many times linear it is from `length` to so many `times` of it.

    One that is above `enough` is measured again, twice, and the least counts: another program
    may have been in the way.
    """
    least = float("inf")
    for _ in range(3):
        short = min(seconds(shape.of(length), language) for _ in range(2))
        least = min(least, seconds(shape.of(times * length), language) / (times * short))
        if least <= enough:
            break
    return least


def telling_length(shape: Shape, at_least_s: float, lengths: Iterable[int]) -> int:
    """Return the first of `lengths` that takes long enough to be measured, or the last."""
    length = 0
    for length in lengths:
        if seconds(shape.of(length)) >= at_least_s:
            break
    return length
