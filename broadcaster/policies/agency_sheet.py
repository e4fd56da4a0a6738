"""The spreadsheet of agencies with the leader and the focal point each has named."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from broadcaster.policies.agency import Agency, Naming, Post, appointed
from broadcaster.policies.amending import check_day
from broadcaster.policies.errors import PoliciesError
from broadcaster.policies.tidying import tidy
from broadcaster.units import Term
from broadcaster.units.cells import as_day, as_text
from broadcaster.units.choosing import choose, new_id
from broadcaster.units.naming import slug
from broadcaster.units.sheet import Column

COLUMNS = (
    Column(
        "name",
        ("ten", "ten-co-quan", "co-quan", "co-quan-don-vi", "ten-co-quan-don-vi", "ten-don-vi"),
        as_text,
        is_required=True,
    ),
    Column("unit", ("truc-thuoc", "thuoc", "dia-ban", "don-vi"), as_text),
    Column(
        "leader",
        ("lanh-dao", "lanh-dao-phu-trach", "nguoi-dung-dau", "ho-ten-lanh-dao"),
        as_text,
    ),
    Column(
        "leader-contact",
        ("dien-thoai-lanh-dao", "lien-he-lanh-dao", "sdt-lanh-dao"),
        as_text,
    ),
    Column(
        "focal-point",
        ("dau-moi", "can-bo-dau-moi", "nguoi-dau-moi", "ho-ten-dau-moi", "nguoi-phat-ngon"),
        as_text,
    ),
    Column(
        "focal-point-contact",
        ("dien-thoai-dau-moi", "lien-he-dau-moi", "sdt-dau-moi", "dien-thoai", "so-dien-thoai"),
        as_text,
    ),
    Column("document", ("van-ban", "so-van-ban", "quyet-dinh", "so-quyet-dinh"), as_text),
    Column("from", ("tu-ngay", "ngay-cu", "ngay-phan-cong"), as_day),
    Column("founded", ("thanh-lap", "ngay-thanh-lap"), as_day),
    Column("dissolved", ("giai-the", "ngay-giai-the", "ket-thuc-hoat-dong"), as_day),
)


def new_agency(name: str, known: Mapping[str, str]) -> Agency:
    """Return an agency of that name (tidied) under a free id; `known` are id -> name."""
    shown = tidy(name, "NAME")
    if not slug(shown):
        raise PoliciesError.empty("NAME")
    return Agency(new_id(shown, known), shown)


def lay(agency: Agency, values: Mapping[str, Any], units: Mapping[str, str], today: date) -> Agency:
    """Return an agency after a row, or after what was typed under the same names.

    Whoever is named holds the post from the day given, else from `today`.
    """
    if "unit" in values:
        agency = replace(agency, unit=choose(values["unit"], units, "unit"))
    term = Term(
        check_day(values["founded"]) if "founded" in values else agency.term.since,
        check_day(values["dissolved"]) if "dissolved" in values else agency.term.until,
    )
    if term.is_backwards:
        raise PoliciesError.backwards(agency.name)
    agency = replace(agency, term=term)
    for post in Post:
        if str(post) in values:
            agency = appointed(agency, _naming(post, values, today))
    return agency


def _naming(post: Post, values: Mapping[str, Any], today: date) -> Naming:
    return Naming(
        post,
        values[str(post)],
        values.get("from", today),
        values.get(f"{post}-contact"),
        values.get("document"),
    )
