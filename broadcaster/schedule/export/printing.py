"""Papers as PDF: a template of some folder, and data that never becomes part of its text.

The data goes in as JSON and is read inside the template, so whatever a title holds is printed and
not obeyed. No font of the machine is used and the time stamp is given: same data, same bytes.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

PAPERS = Path(__file__).parent / "papers"


def print_paper(
    template: str, data: Mapping[str, Any], stamp: datetime, folder: Path = PAPERS
) -> bytes:
    """Return the PDF of `<folder>/<template>.typ` over `data`; `stamp` is the date it bears."""
    import typst  # seven megabytes that only a printer of papers needs

    made = typst.compile(
        folder / f"{template}.typ",
        root=folder,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        timestamp=int(stamp.timestamp()),
    )
    if not isinstance(made, bytes):  # one document is one file; only pictures come page by page
        raise TypeError(f"typst gave {type(made)} for a PDF")
    return made
