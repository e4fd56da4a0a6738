"""The example spreadsheets in `sheets/`, as provinces keep such lists: `python -m` makes them.

The first has a column per stage below two rows of headings, titles above, joined rows between, a
column nobody asked for, marks typed in two ways and dates as dates and as text. The second has a
row per stage, with the policy joined over its rows.
"""

import unicodedata
from datetime import date
from pathlib import Path

from openpyxl import Workbook

FOLDER = Path(__file__).parent / "sheets"
WIDE = FOLDER / "chinh-sach-cua-tinh.xlsx"
LONG = FOLDER / "chinh-sach-theo-giai-doan.xlsx"


def wide() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    nfd = unicodedata.normalize("NFD", "Trích yếu")
    stages = ("Đề xuất", "Lấy ý kiến (dd/mm/yyyy)", "Ban hành", "Triển khai")
    for row in (
        ("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",),
        ("DANH MỤC CHÍNH SÁCH CẦN TRUYỀN THÔNG NĂM 2026",),
        (),
        ("STT", "Số/Ký hiệu", nfd, "CẤP", "Phạm vi", "Giai đoạn", None, None, None, "Ghi chú"),
        (None, None, None, None, None, *stages, None),
        ("I", "Chính sách của Trung ương"),
        (1, "07/CT-TTg", "Truyền thông chính sách", "Trung ương", "Tác động",
         None, None, date(2023, 3, 21), " 01/4/2023", "đã nhận"),
        (2, "41/2024/QH15", unicodedata.normalize("NFD", "Luật Bảo hiểm xã hội"), "TW", None,
         None, "ngày 15/9/2023", "29-06-2024", date(2025, 7, 1), None),
        ("II", "Chính sách của tỉnh"),
        (3, "709/KH-SGDĐT", "Tuyển sinh đầu cấp", "tỉnh", "Tự ban hành",
         "5.8.2026", date(2026, 10, 1), None, None, None),
        (4, "07 / CT-TTg", "Truyền thông chính sách", None, None,
         None, None, None, "01/04/2023", "nhập trùng"),
    ):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A1:J1")
    sheet.merge_cells("A2:J2")
    for letter in "ABCDEJ":
        sheet.merge_cells(f"{letter}4:{letter}5")
    sheet.merge_cells("F4:I4")
    sheet.merge_cells("B6:J6")
    sheet.merge_cells("B9:J9")
    return book


def long() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("Ngày", "Giai đoạn", "Tên chính sách", "Số văn bản", "Cơ quan ban hành", "Cấp"),
        ("01/9/2026", "Soạn thảo", "Thu gom rác thải", "12/2026/NQ-HĐND", "HĐND tỉnh", "Tỉnh"),
        (date(2026, 10, 5), "Lấy ý kiến"),
        ("20/11/2026", "Ban hành"),
        ("02/11/2026", "Ban hành", "Lịch tiêm chủng", "56/TB-TYT", "Trạm Y tế", "Xã"),
    ):
        sheet.append(row)
    for letter in "CDEF":
        sheet.merge_cells(f"{letter}2:{letter}4")
    return book


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    wide().save(WIDE)
    long().save(LONG)
