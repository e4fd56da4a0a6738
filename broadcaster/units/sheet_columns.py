"""Which columns each list takes, and the Vietnamese words in them."""

from collections.abc import Mapping
from typing import Any

from broadcaster.units.cells import (
    as_day,
    as_list,
    as_number,
    as_text,
    as_whole,
    as_yes_or_no,
    one_of,
)
from broadcaster.units.model import Role, Technology, UnitKind
from broadcaster.units.sheet import Column

ROLE_WORDS: Mapping[str, Role] = {
    **{str(role): role for role in Role},
    "van-hanh": Role.OPERATOR,
    "can-bo-van-hanh": Role.OPERATOR,
    "nguoi-van-hanh": Role.OPERATOR,
    "phe-duyet": Role.APPROVER,
    "duyet": Role.APPROVER,
    "nguoi-duyet": Role.APPROVER,
    "ky-thuat": Role.TECHNICIAN,
    "ky-thuat-vien": Role.TECHNICIAN,
    "kiem-tra": Role.AUDITOR,
    "thanh-tra": Role.AUDITOR,
    "kiem-toan": Role.AUDITOR,
    "quan-tri": Role.ADMINISTRATOR,
    "quan-tri-vien": Role.ADMINISTRATOR,
}
KIND_WORDS: Mapping[str, UnitKind] = {
    **{str(kind): kind for kind in UnitKind},
    "tinh": UnitKind.PROVINCE,
    "thanh-pho": UnitKind.PROVINCE,
    "trung-tam": UnitKind.CENTRE,
    "huyen": UnitKind.DISTRICT,
    "quan": UnitKind.DISTRICT,
    "xa": UnitKind.COMMUNE,
    "phuong": UnitKind.COMMUNE,
    "dac-khu": UnitKind.COMMUNE,
    "thi-tran": UnitKind.COMMUNE,
    "thon": UnitKind.VILLAGE,
    "ban": UnitKind.VILLAGE,
    "ap": UnitKind.VILLAGE,
    "to-dan-pho": UnitKind.VILLAGE,
    "khu-pho": UnitKind.VILLAGE,
    "co-quan": UnitKind.AGENCY,
}
TECHNOLOGY_WORDS: Mapping[str, Technology] = {
    **{str(technology): technology for technology in Technology},
    "fm": Technology.FM_BRIDGE,
    "co-day": Technology.WIRED_BRIDGE,
    "huu-tuyen": Technology.WIRED_BRIDGE,
}


def _words(words: Mapping[str, Any], values: type) -> Any:
    return one_of(words, [str(value) for value in values])  # type: ignore[attr-defined]


ID = Column("id", ("ma-dinh-danh",), as_text)
NAMES = ("ten", "ho-ten", "ho-va-ten", "ten-don-vi", "ten-dai", "ten-cum", "ten-khu-vuc")
NAME = Column("name", NAMES, as_text, is_required=True)
UNIT = Column("unit", ("don-vi", "thuoc-don-vi"), as_text)
FROM = Column("from", ("tu-ngay", "tu", "bat-dau"), as_day)
UNTIL = Column("until", ("den-ngay", "den-het-ngay", "den", "ket-thuc"), as_day)

UNIT_COLUMNS = (
    ID,
    Column("name", (*NAMES, "don-vi"), as_text, is_required=True),
    Column("kind", ("loai", "loai-don-vi", "cap"), _words(KIND_WORDS, UnitKind)),
    Column("code", ("ma", "ma-don-vi", "ma-hanh-chinh"), as_text),
    Column("parent", ("truc-thuoc", "don-vi-cap-tren", "thuoc"), as_text),
    FROM,
    UNTIL,
)
PERSON_COLUMNS = (
    ID,
    NAME,
    Column("phone", ("dien-thoai", "so-dien-thoai"), as_text),
    Column("role", ("vai-tro", "nhiem-vu"), _words(ROLE_WORDS, Role)),
    UNIT,
    FROM,
    UNTIL,
    Column("document", ("van-ban", "so-van-ban", "quyet-dinh"), as_text),
)
STATION_COLUMNS = (ID, NAME, UNIT, Column("address", ("dia-chi",), as_text))
CLUSTER_COLUMNS = (
    ID,
    NAME,
    Column("station", ("dai",), as_text),
    UNIT,
    Column("village", ("thon", "ban", "to-dan-pho", "thon-ban"), as_text),
    Column("latitude", ("vi-do",), as_number),
    Column("longitude", ("kinh-do",), as_number),
    Column("technology", ("cong-nghe",), _words(TECHNOLOGY_WORDS, Technology)),
    Column("speakers", ("so-loa",), as_whole),
    Column("watts", ("cong-suat", "cong-suat-w"), as_whole),
    Column("provider", ("nha-cung-cap", "nha-mang"), as_text),
    Column("sim", ("so-sim",), as_text),
    Column("transmitter", ("may-phat", "may-phat-fm"), as_text),
    Column("volume_cap_percent", ("volume-cap-percent", "am-luong-toi-da"), as_whole),
    Column("near_sensitive_site", ("near-sensitive-site", "gan-noi-nhay-cam"), as_yes_or_no),
    Column("installed_on", ("installed-on", "ngay-lap-dat"), as_day),
    Column("warranty_until", ("warranty-until", "bao-hanh-den"), as_day),
    Column("note", ("ghi-chu",), as_text),
    Column("output", ("dau-ra",), as_text),
    Column("output_latency_ms", ("output-latency-ms", "do-tre-ms"), as_whole),
    Column("stagger_ms", ("stagger-ms", "phat-lech-ms"), as_whole),
    Column("amplifier", ("tang-am",), as_text),
    Column("loopback", ("nghe-lai",), as_text),
)
ZONE_COLUMNS = (
    ID,
    NAME,
    Column("clusters", ("cum-loa", "cac-cum-loa"), as_list, is_required=True),
    Column("language", ("tieng", "ngon-ngu"), as_text),
)
