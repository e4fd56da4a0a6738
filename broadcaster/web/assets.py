"""The few files a page loads, each under an address that changes with its content."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import HTTPException
from starlette.responses import FileResponse

FOLDER = Path(__file__).parent / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_GOOD = "public, max-age=31536000, immutable"


@cache
def addresses() -> dict[str, Path]:
    """Return address -> file; nothing else can be asked for."""
    found = {}
    for path in sorted(FOLDER.iterdir()):
        if path.suffix in KINDS:
            digest = sha256(path.read_bytes()).hexdigest()[:10]
            found[f"{path.stem}.{digest}{path.suffix}"] = path
    return found


@cache
def address_of(name: str) -> str:
    """Return where a page finds a file of `static/`; KeyError for one that is not there."""
    for address, path in addresses().items():
        if path.name == name:
            return f"/static/{address}"
    raise KeyError(name)


def asset(name: str) -> FileResponse:
    """Answer with one of the files, to be kept for good."""
    path = addresses().get(name)
    if path is None:
        raise HTTPException(404)
    return FileResponse(path, media_type=KINDS[path.suffix], headers={"cache-control": FOR_GOOD})
