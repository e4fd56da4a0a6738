"""Empty workbooks to fill in: headings that the import knows, and on a second sheet their meaning.

They are in Vietnamese in every language of the program, as the lists of a province are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

WIDTH_DAY, WIDTH_TEXT = 16, 30


@dataclass(frozen=True)
class Heading:
    """One column to fill in; `is_day` where it takes dates."""

    text: str
    meaning: str
    is_day: bool = False


POLICY_HEADINGS = (
    Heading("Số văn bản", "Số, ký hiệu của văn bản, ví dụ 07/CT-TTg. Bắt buộc."),
    Heading("Tên chính sách", "Tên hoặc trích yếu. Bắt buộc khi chính sách còn mới."),
    Heading("Cấp", "Trung ương, tỉnh hoặc xã."),
    Heading("Phạm vi", "Tự ban hành, hoặc tác động (cấp trên ban hành, tác động đến người dân)."),
    Heading("Cơ quan ban hành", "Cơ quan hoặc người ký."),
    Heading("Cơ quan chủ trì", "Cơ quan chịu trách nhiệm truyền thông."),
    Heading("Địa bàn", "Đơn vị mà chính sách áp dụng; để trống là toàn bộ địa bàn."),
    Heading("Đề xuất", "Ngày đạt giai đoạn; để trống nếu chưa đạt.", True),
    Heading("Soạn thảo", "Như trên.", True),
    Heading("Lấy ý kiến", "Như trên.", True),
    Heading("Thông qua", "Như trên.", True),
    Heading("Ban hành", "Như trên.", True),
    Heading("Thực hiện", "Như trên.", True),
    Heading("Phản hồi", "Như trên.", True),
    Heading("Hết hiệu lực", "Ngày cuối cùng còn hiệu lực; để trống nếu vẫn còn.", True),
)
AGENCY_HEADINGS = (
    Heading("Tên cơ quan", "Sở, ban, ngành hoặc ủy ban. Bắt buộc."),
    Heading("Trực thuộc", "Đơn vị trong danh sách đơn vị; để trống nếu không cần."),
    Heading("Lãnh đạo phụ trách", "Họ tên lãnh đạo phụ trách truyền thông chính sách."),
    Heading("Điện thoại lãnh đạo", "Không bắt buộc."),
    Heading("Cán bộ đầu mối", "Họ tên cán bộ đầu mối."),
    Heading("Điện thoại đầu mối", "Không bắt buộc."),
    Heading("Số quyết định", "Văn bản phân công."),
    Heading("Từ ngày", "Ngày bắt đầu phụ trách; để trống là ngày nhập danh sách.", True),
    Heading("Ngày thành lập", "Để trống nếu đã có từ lâu.", True),
    Heading("Ngày giải thể", "Ngày cuối cùng còn hoạt động; để trống nếu vẫn còn.", True),
)

WORKPLAN_HEADINGS = (
    Heading("Nội dung", "Việc cần làm trong quý. Bắt buộc."),
    Heading("Chỉ tiêu", "Số nguyên. Bắt buộc."),
    Heading("Đơn vị tính", "Ví dụ: lượt, buổi, lớp."),
    Heading(
        "Cách đo",
        "Để báo cáo tự đếm từ nhật ký: buổi phát, lượt phát, lượt phát chính sách, chính sách, "
        "phút, phút tiếng dân tộc, xã, cơ quan. Để trống thì điền cột sau.",
    ),
    Heading("Đã thực hiện", "Chỉ điền khi không đo được từ nhật ký."),
    Heading("Ghi chú", "Không bắt buộc."),
)


def template(title: str, headings: Sequence[Heading]) -> bytes:
    """Return a workbook with those headings and room for 500 rows."""
    from openpyxl import Workbook  # slow to load, and needed by this only
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.append([heading.text for heading in headings])
    sheet.freeze_panes = "B2"
    for place, heading in enumerate(headings, 1):
        sheet.cell(1, place).font = Font(bold=True)
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = WIDTH_DAY if heading.is_day else WIDTH_TEXT
        for row in range(2, 502) if heading.is_day else ():
            sheet.cell(row, place).number_format = "DD/MM/YYYY"
    guide = book.create_sheet("Hướng dẫn")
    for heading in headings:
        guide.append([heading.text, heading.meaning])
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = WIDTH_TEXT, 90
    content = BytesIO()
    book.save(content)
    return content.getvalue()
