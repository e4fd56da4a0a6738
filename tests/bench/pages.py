"""How long pages of the console take, as a browser gets them, beside the barest page there is.

The real server over a home of two years (`years`), asked from outside on loopback, one request
after another. The reference is FastAPI answering a constant page, asked in turn with ours.
"""

import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from starlette.responses import HTMLResponse

from tests.bench.figures import Figure, beside, seconds
from tests.bench.visitor import TURN, Visitor, console, found_in, served
from tests.bench.year_log import RECORDS
from tests.bench.years import ADMINISTRATOR, APPROVER, OPERATOR, PASSWORD, Years, build

REQUESTS = 60
FORMS = 20
WARM_UP = 3
LOADED = re.compile(r'(?:src|href)="(/static/[^"]+)"')

Ask = Callable[[], tuple[int, str]]


def pages_beside_a_bare_one() -> Iterator[Figure]:
    """Make the home, serve it, and yield the figures of each page and form."""
    with tempfile.TemporaryDirectory(prefix="pages") as name:
        root = Path(name) / "home"
        years = build(root)
        people = (OPERATOR, APPROVER, ADMINISTRATOR)
        with served(console(root), "/sign-in") as port:
            signed_in = [Visitor(port).sign_in(one, PASSWORD).cookies for one in people]
        with served(console(root), "/static/none") as port, served(_bare, "/") as bare_port:
            operator, approver, administrator = (Visitor(port, one) for one in signed_in)
            yield _first_look(years, operator)
            bare = Visitor(bare_port)
            shown = _shown(years, operator, approver, administrator, Visitor(port))
            for what, who, path in shown:
                yield _timed(f"page: {what}", partial(who.get, path), bare, REQUESTS)
            for what, ask in _forms(years, operator, approver):
                yield _timed(f"form: {what}", ask, bare, FORMS)
            for what, who, path in shown:
                if "sound" not in what:
                    yield _weighed(what, who, path)


def _first_look(years: Years, visitor: Visitor) -> Figure:
    """Time what waits for the whole log, beside reading its lines as JSON and nothing more."""
    paths = sorted(years.desk.home.journal.glob("*/*.jsonl"))
    ours = seconds(lambda: _expect(visitor.get("/today")))
    theirs = seconds(lambda: _read_json(paths))
    name = f"Today, asked right after a start with {RECORDS:,} records, beside reading their JSON"
    return Figure(name, f"{ours:.1f} s", f"{theirs:.1f} s", ours / theirs)


def _read_json(paths: Sequence[Path]) -> None:
    for path in paths:
        with path.open("rb") as file:
            for line in file:
                json.loads(line)


def _shown(
    years: Years, operator: Visitor, approver: Visitor, administrator: Visitor, nobody: Visitor
) -> tuple[tuple[str, Visitor, str], ...]:
    """Return each page, as figures call it, with who asks for it and where it is."""
    return (
        ("an address that does not exist, signed in", operator, "/static/none"),
        ("sign-in", nobody, "/sign-in"),
        ("Write", operator, "/write"),
        ("a draft of 30 lines with flags", operator, f"/write/{years.draft}"),
        ("an approved bulletin", operator, f"/write/{years.approved}"),
        ("one line's sound", operator, f"/bulletin/{years.draft}/line/3"),
        ("Approve", approver, "/approve"),
        ("a bulletin to approve", approver, f"/approve/{years.submitted[0]}"),
        ("Today", operator, "/today"),
        ("People", administrator, "/people"),
    )


def _forms(years: Years, operator: Visitor, approver: Visitor) -> Iterator[tuple[str, Ask]]:
    """Yield what is done, as figures call it, with how to do it once more."""
    waiting = iter(years.submitted)
    first, token, number = next(waiting), operator.token("/write"), count(1)
    seen = count(int(found_in(TURN, operator.get(f"/write/{years.draft}")[1])))

    def edit() -> tuple[int, str]:
        text = f"Câu mới thứ {next(number)}."
        fields = {"token": token, "line": "4", "text": text, "turn": str(next(seen))}
        return operator.post(f"/write/{years.draft}/say", fields)

    yield "another wording of a line", edit
    turn = found_in(TURN, approver.get(f"/approve/{first}")[1])
    signing = approver.token(f"/approve/{first}")

    def approve() -> tuple[int, str]:
        fields = {"token": signing, "turn": turn}
        return approver.post(f"/approve/{next(waiting)}/approve", fields)

    yield "approve, with the plan made anew", approve


def _timed(what: str, ask: Ask, bare: Visitor, times: int) -> Figure:
    for _ in range(WARM_UP):
        _expect(ask())
        bare.get("/")
    pairs = [
        (seconds(lambda: _expect(ask())), seconds(lambda: bare.get("/"))) for _ in range(times)
    ]
    ours, theirs = zip(*pairs, strict=True)
    return beside(what, ours, theirs)


def _weighed(what: str, who: Visitor, path: str) -> Figure:
    """Weigh what a first visit loads: the page, and each file it names, as sent."""
    page = who.get(path)[1]
    files = [who.get(address)[1] for address in sorted(set(LOADED.findall(page)))]
    whole = sum(len(text.encode()) for text in (page, *files))
    ours = f"{whole / 1000:.0f} kB (the page {len(page.encode()) / 1000:.0f})"
    return Figure(f"first load: {what}, beside what is allowed", ours, "150 kB", whole / 150_000)


def _expect(answer: tuple[int, str]) -> None:
    if answer[0] not in (200, 303, 404):
        raise RuntimeError(f"{answer[0]}: {answer[1][:500]}")


def _bare(port: int) -> list[str]:
    return [sys.executable, "-m", "tests.bench.pages", str(port)]


def main() -> None:
    """Serve one constant page, the reference."""
    app = FastAPI(openapi_url=None)

    @app.get("/")
    def page() -> HTMLResponse:
        return HTMLResponse("<!doctype html><title>.</title><p>.")

    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
