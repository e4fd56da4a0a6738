"""An office and its field, put together from their letters: `SNN`, `BCT`, `PGDĐT`."""

from broadcaster.reading.tables import mapping

_PREFIXES = {"S": "Sở", "B": "Bộ", "P": "Phòng", "PGĐS": "Phó Giám đốc Sở", "GĐS": "Giám đốc Sở"}


def by_office(letters: str) -> str | None:
    """Return the office in full, from letters without joints; None when they name none."""
    for prefix, office in _PREFIXES.items():
        rest = letters.removeprefix(prefix)
        if rest != letters and rest in mapping("fields"):
            return f"{office} {mapping('fields')[rest]}"
    return None
