"""The end of the demo: the log verified, the day reported, and where to look."""

from broadcaster.i18n import _
from broadcaster.upkeep.demo.play import Play
from broadcaster.upkeep.demo.script import AUTHOR, POLICY, Times
from broadcaster.upkeep.demo.stage import DemoError

PAGE = "report.html"


def verify(play: Play) -> None:
    """Verify every log of the home."""
    play.step(_("The log is verified: every record against the next, and against its checkpoints."))
    for line in play.stage.run("journal", "verify").splitlines():
        play.note(line)


def report(play: Play, times: Times) -> None:
    """Print the report of the day, and that of the refused session, after checking both."""
    play.step(_("The day's report, from the log alone."))
    rehearsed: tuple[str, ...] = ("--log", "rehearsal")
    days = dict.fromkeys(f"{moment:%Y-%m-%d}" for moment in (times.first, times.second))
    reports = [(day, rehearsed) for day in days]
    if not play.fast:
        reports = [(f"{times.first:%Y-%m-%d}", ()), (f"{times.second:%Y-%m-%d}", rehearsed)]
    for day, which in reports:
        _check(play, day, *which)
        play.show(play.stage.run("report", "day", day, *which))
    day, which = reports[0]
    page = play.stage.home.root / PAGE
    play.stage.run("report", "day", day, *which, "--format", "html", "--out", str(page))
    play.note(_('The same as a page to print: "{path}"').format(path=play.stage.show_path(page)))


def _check(play: Play, day: str, *which: str) -> None:
    document = play.stage.json("report", "day", day, *which)
    identity = document["identity"]["all"]
    if not identity["holds"] or not identity["planned"]:
        raise DemoError.broken_promise(_("planned equals the sum of the outcomes"), str(identity))
    if document["hours_policies"] != [POLICY]:
        found = ", ".join(document["hours_policies"]) or "-"
        promise = _("the report names the policy {policy}").format(policy=POLICY)
        raise DemoError.broken_promise(promise, found)
    if not all(log["is_whole"] for log in document["logs"]):
        raise DemoError.broken_promise(_("the log is whole"), str(document["logs"]))


def farewell(play: Play) -> None:
    """Say where to look, and what to try next."""
    play.say("")
    play.say(_("Done. Everything the demo promised was found to be so."))
    play.note(_("Ask the log: {command}").format(command=play.typed("journal list")))
    play.note(_("What is planned: {command}").format(command=play.typed("schedule show")))
    play.note(_("The hours: {command}").format(command=play.typed("hours show")))
    code = play.typed(f'--as "{AUTHOR}" user code "{AUTHOR}"')
    play.note(
        _("In the browser: {web}; {code} gives a code to sign in with.").format(
            web=play.typed("web"), code=code
        )
    )
    play.note(_("The voice is the built-in one: it can be understood, and is not natural."))
