"""Text to measure with, of any length, written for this purpose, and a home to render it in."""

from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.home import Home

SENTENCES = (
    "Thực hiện Nghị định số 49/2024/NĐ-CP ngày 10/5/2024, UBND xã thông báo lịch phát thanh mới.",
    "Từ 7h30 đến 11h00 ngày 25/11/2026, trạm y tế tiêm vắc xin cho trẻ dưới 5 tuổi.",
    "Mỗi hộ nghèo được hỗ trợ 1.500.000 đồng, nhận tại nhà văn hóa thôn Bản Lếch.",
    "Mực nước suối lúc 5 giờ sáng là 3,82 m, cao hơn hôm qua 0,4 m.",
    "Bà con cần hỏi thêm, xin gọi số 0214.3840.035 trong giờ hành chính.",
    "Khoảng 3/4 số hộ đã ký cam kết không đốt nương khi trời hanh khô.",
    "Hội LHPN xã vận động hội viên tham gia BHXH tự nguyện và BHYT hộ gia đình.",
    "Nhiệt độ đêm nay xuống dưới 10°C, vùng núi cao có sương muối.",
)


def text_of(sentences: int) -> str:
    """Return a bulletin of so many sentences; each has its number, so that none is cached twice."""
    lines = (f"Tin thứ {n + 1}. {SENTENCES[n % len(SENTENCES)]}" for n in range(sentences))
    return "\n".join(lines)


def fresh_desk(folder: Path) -> Desk:
    """Return a desk in a new home, so that no sentence is cached."""
    # Imported here because it is no part of a render, whose memory is measured.
    from broadcaster.upkeep import actions as upkeep

    home = upkeep.initialise(folder / "home", as_name="Bench")
    return Desk.open(Home(home.root), person="bench")
