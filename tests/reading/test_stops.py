"""Which marks end a sentence. `|` stands where one line ends and the next begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.reading import read
from broadcaster.reading.stops import sentences

TABLE = """
Họp tại TP. Lào Cai, TX. Sa Pa và TT. Phố Lu.
PGS.TS. Nguyễn Văn An, GS.TSKH. Trần Hai, BS.CKII. Lê Ba và Th.S. Vũ Tư dự.
Đ/c. Lò Văn Páo chủ trì, Mr. Smith và Dr. Lee dự.
Cty. TNHH Hoa Ban, Tel. 0912345678, tuyển người.
Nuôi gà, vịt, v.v. để tăng thu nhập.
Nuôi gà, vịt, v.v.| Bà con nên tiêm phòng.
Nuôi gà, vịt, v.v...| Bà con nên tiêm phòng.
Bà con Q.1 và Q. 3 nghỉ.| Họp tại Q.1.| Bà con đến.
Thu 12.5 tấn và 1.234.567 đồng.| Giá 12.500.| Mua tại chợ.
Mỗi hộ 5 tr.đ.| Xã chi 5 tr.đ. cho mỗi hộ.
Sinh ngày 12.5.2026 tại xã.| Họp lúc 7h.| Bà con đến.
Ông A. nói vậy.| Ông Nguyễn Văn T. ở thôn Nà Lĩnh.
Anh Ng. V. A. trú tại xã.| Bị cáo Giàng A. S. khai nhận.
Gặp ông A. Ông ấy vui.
Uống vitamin C.| Ăn rau.| Cấp cho tổ A.| 12 hộ nhận.
Điều 5. Trách nhiệm của hộ dân.
Theo khoản 2 Điều 5.| Người vi phạm bị phạt.
Đợt 1. Từ ngày 5 đến ngày 7.
1. Hộ nghèo được hỗ trợ.| Hồ sơ gửi về xã.
II.1. Công tác phòng chống.
Ở tổ 5.| 3 hộ phải sơ tán.
Theo Nghị quyết số 12.NQ/TW. của Đảng.
Gửi về banbt@tanmuong.example trước 17h.| Xem https://a.example/b.html?x=1. để biết.
Xem tại https://a.example.| Bà con nhớ.
Bà con chờ... rồi đi.| Bà con chờ…| Nước lên.
"Đi thôi!" anh nói.| Anh hỏi: "Ai đi?" rồi cười.
Anh nói: "Tôi đi."| Chị gật đầu.
Chị bảo: “Đi nhé!”| Anh cười.
(Ông An nói.)| Bà con nghe.
Ai ngờ?!| Nước lên nhanh.
Ở địa phương./.| Tô Thị Thương
Dài 5 km.|Rộng 3 m.| Nước sạch.|Bà con dùng.| Ở nhà.|"Đi thôi", anh nói.
Ăn cơm no. ăn cá.| Bà con nghiêng.| nghe cho rõ.
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_a_line_ends_where_its_sentence_does(row: str) -> None:
    text = row.replace("|", "")
    found = [text[s.span.start : s.span.end] for s in read(text).sentences]
    assert found == [line.strip() for line in row.split("|")]


@given(st.text(alphabet="aÁ.A!?…\"') 1/,đ", max_size=60))
def test_parting_loses_no_character(text: str) -> None:
    parts = sentences(text, 0, len(text))
    assert "".join(text[start:end] for start, end in parts) == text
