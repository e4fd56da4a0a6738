"""What was heard to be wrong with a recording, on a terminal and as JSON with English codes."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from broadcaster.cli.session import talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.desk import Desk
    from broadcaster.production.listening import Finding


def tell_findings(findings: Iterable["Finding"]) -> None:
    """Tell what was found; nothing when all is well."""
    for line in finding_lines(findings):
        talk(line)


def tell_findings_of(desk: "Desk", cut: str) -> None:
    """Tell what was found in the recording of which a cut (a hash, or empty) was made."""
    from broadcaster.bulletins import actions

    if cut:
        tell_findings(actions.cut_of(desk, cut).findings)


def finding_lines(findings: Iterable["Finding"]) -> Iterator[str]:
    """Give one entry for each finding."""
    from broadcaster.production.listening import sentences

    for said in sentences(findings):
        yield _("Heard: {finding}").format(finding=said)


def finding_documents(findings: Iterable["Finding"]) -> list[dict[str, Any]]:
    """Return the findings as plain JSON values, each with its sentence."""
    from broadcaster.production.listening import sentence

    return [{**one.to_document(), "sentence": sentence(one)} for one in findings]
