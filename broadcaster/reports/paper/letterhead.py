"""The head of an administrative document, as Decree 30/2020/NĐ-CP, annex I, lays it out.

On the left the body above, the issuer, number and symbol; on the right the nation and its motto,
place and date. What is not known is left open, to be filled in by hand. These words are not
translated: the form is one of Vietnamese law.
"""

from broadcaster.i18n import _
from broadcaster.reports.paper.figures import clean
from broadcaster.reports.paper.model import Letterhead

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
OPEN = "......"


def letterhead_lines(head: Letterhead) -> list[tuple[str, str]]:
    """Return the lines of the two halves, left and right."""
    return [
        (clean(head.above).upper(), NATION),
        (clean(head.issuer).upper(), MOTTO),
        (number_line(head), day_line(head)),
    ]


def number_line(head: Letterhead) -> str:
    """Return `Số: 12/BC-UBND`, open where there is no number."""
    return f"Số: {clean(head.number) or OPEN + '/BC-' + OPEN}"


def day_line(head: Letterhead) -> str:
    """Return place and date as such documents write them; days and low months with a zero."""
    place = clean(head.place) or OPEN
    if head.day is None:
        return f"{place}, ngày {OPEN} tháng {OPEN} năm {OPEN}"
    # The decree wants a zero before days below 10, and before months 1 and 2 only.
    month = f"{head.day.month:02}" if head.day.month < 3 else str(head.day.month)
    return f"{place}, ngày {head.day:%d} tháng {month} năm {head.day.year}"


def sign_here() -> str:
    """Return what stands below an office, where its holder signs."""
    return _("(signature and full name)")
