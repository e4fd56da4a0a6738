"""Names of files that every file system of a stick takes: FAT32 and exFAT as Windows uses them.

Ours are fit already, but for one a person may have chosen (of a sound, say); what is not fit is
written as `%` and two digits, so that no two names become one. Pure.
"""

import re

_UNFIT = re.compile(r"[^A-Za-z0-9._-]")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
LONGEST = 200
"""Windows takes 255 of a name and, without being asked, 260 of a path."""


def portable(name: str) -> str:
    """Return a file name that Windows can write; a name that is fit stays as it is."""
    fit = _UNFIT.sub(lambda match: "".join(f"%{byte:02x}" for byte in match[0].encode()), name)
    if fit[-1:] in (".", " "):
        fit = f"{fit[:-1]}%{ord(fit[-1]):02x}"
    if _DEVICE.fullmatch(fit):
        fit = f"%{ord(fit[0]):02x}{fit[1:]}"
    return fit


def is_portable(name: str) -> bool:
    """Say whether a name can stay as it is."""
    return 0 < len(name) <= LONGEST and portable(name) == name
