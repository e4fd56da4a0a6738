"""Every table of the program, whichever of its features a test happens to import."""

from importlib import import_module
from pathlib import Path

import broadcaster

PACKAGE = Path(broadcaster.__file__).parent


def import_all_tables() -> None:
    """Let `Base.metadata` know the tables of all features."""
    for path in sorted([*PACKAGE.rglob("store.py"), *PACKAGE.rglob("tables.py")]):
        import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
