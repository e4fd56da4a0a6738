"""What a person typed about a bulletin, checked and made into `Fields`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from broadcaster.bulletins import consulting, validity
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.headlining import read_headline
from broadcaster.bulletins.model import BulletinClass
from broadcaster.bulletins.revision import Fields
from broadcaster.bulletins.tidying import LONGEST_TITLE, tidy
from broadcaster.handles import HandleError, resolve
from broadcaster.policies import Stage
from broadcaster.timebase import as_rfc3339
from broadcaster.units import LANGUAGE, WHOLE_STATION

OPTIONS: Mapping[str, str] = {
    "bulletin_class": "--class",
    "content_kind": "--kind",
    "legal_ref": "--legal-ref",
    "valid_from": "--from",
    "valid_until": "--until",
}
PLAIN = ("column", "content_kind", "origin", "legal_ref", "writer", "translator", "reader")


@dataclass(frozen=True)
class Wanted:
    """Fields as typed; None leaves one as it is, an empty text clears it."""

    title: str | None = None
    bulletin_class: BulletinClass | None = None
    language: str | None = None
    column: str | None = None
    content_kind: str | None = None
    origin: str | None = None
    legal_ref: str | None = None
    writer: str | None = None
    translator: str | None = None
    reader: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    times: int | None = None
    """0 is without limit."""
    zones: tuple[str, ...] | None = None
    """Ids of zones, already resolved; empty, or with `all`, is the whole station."""
    policy: str | None = None
    stage: Stage | str | None = None
    answers_until: str | None = None
    answers_to: str | None = None
    supersedes: str | None = None
    """Id of a bulletin, already resolved."""
    translates: str | None = None
    """Id of a revision, already resolved."""
    headline: str | None = None
    """A line of the script, `none`, or `auto`."""


AS_IT_IS = Wanted()


def option_of(field: str) -> str:
    """Return the option by which people give a field."""
    return OPTIONS.get(field, f"--{field.replace('_', '-')}")


def tidy_title(title: str) -> str:
    """Return a title of one to `LONGEST_TITLE` characters."""
    line = tidy(title, "--title", LONGEST_TITLE)
    if not line:
        raise BulletinsError.empty("--title")
    return line


def apply(old: Fields, wanted: Wanted, *, policies: Sequence[str], zone: ZoneInfo) -> Fields:
    """Return `old` with what was typed, checked; `policies` are the known ids, oldest first.

    Raises `BulletinsError` quoting the first value that does not hold.
    """
    changes: dict[str, Any] = {
        name: tidy(value, option_of(name))
        for name in PLAIN
        if (value := getattr(wanted, name)) is not None
    }
    changes |= _enumerated(wanted) | _moments(wanted, zone)
    if wanted.title is not None:
        changes["title"] = tidy_title(wanted.title)
    if wanted.zones is not None:
        everywhere = WHOLE_STATION in wanted.zones
        changes["zones"] = () if everywhere else tuple(sorted(set(wanted.zones)))
    if wanted.policy is not None:
        changes["policy"] = _policy(wanted.policy, policies)
    if wanted.answers_until is not None:
        changes["answers_until"] = _closing_day(wanted.answers_until)
    if wanted.answers_to is not None:
        changes["answers_to"] = tidy(wanted.answers_to, "--answers-to", LONGEST_TITLE)
    if wanted.headline is not None:
        changes["headline"] = read_headline(wanted.headline)
    for name in ("supersedes", "translates"):
        if (value := getattr(wanted, name)) is not None:
            changes[name] = value
    return _in_order(consulting.while_open(replace(old, **changes), zone), zone)


def changed(old: Fields, new: Fields) -> tuple[str, ...]:
    """Return the options by which `new` differs from `old`, in the order of the fields."""
    return tuple(
        option_of(field.name)
        for field in fields(Fields)
        if getattr(old, field.name) != getattr(new, field.name)
    )


def to_document(fields_: Fields) -> dict[str, Any]:
    """Return the fields as plain JSON values, with the keys of an approval."""
    return {
        "title": fields_.title,
        "class": str(fields_.bulletin_class),
        "language": fields_.language,
        "column": fields_.column,
        "content_kind": fields_.content_kind,
        "origin": fields_.origin,
        "legal_ref": fields_.legal_ref,
        "writer": fields_.writer,
        "translator": fields_.translator,
        "reader": fields_.reader,
        "from": as_rfc3339(fields_.valid_from) if fields_.valid_from else None,
        "until": as_rfc3339(fields_.valid_until) if fields_.valid_until else None,
        "times": fields_.times,
        "zones": list(fields_.zones),
        "policy": fields_.policy,
        "stage": str(fields_.stage or ""),
        "answers_until": fields_.answers_until.isoformat() if fields_.answers_until else "",
        "answers_to": fields_.answers_to,
        "supersedes": fields_.supersedes,
        "translates": fields_.translates,
        "headline": fields_.headline,
    }


def _enumerated(wanted: Wanted) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if wanted.bulletin_class is not None:
        changes["bulletin_class"] = BulletinClass(wanted.bulletin_class)
    if wanted.language is not None:
        if not LANGUAGE.fullmatch(wanted.language):
            raise BulletinsError.bad_language(wanted.language)
        changes["language"] = wanted.language
    if wanted.stage is not None:
        changes["stage"] = Stage.named(wanted.stage) if wanted.stage else None
    if wanted.times is not None:
        if wanted.times < 0:
            raise BulletinsError.bad_times(wanted.times)
        changes["times"] = wanted.times or None
    return changes


def _moments(wanted: Wanted, zone: ZoneInfo) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if wanted.valid_from is not None:
        text = wanted.valid_from
        changes["valid_from"] = validity.read_from(text, zone) if text.strip() else None
    if wanted.valid_until is not None:
        text = wanted.valid_until
        changes["valid_until"] = validity.read_until(text, zone) if text.strip() else None
    return changes


def _closing_day(text: str) -> date | None:
    return validity.read_day(text, "--answers-until") if text.strip() else None


def _policy(handle: str, known: Sequence[str]) -> str:
    named = tidy(handle, "--policy")
    if not named:
        return ""
    try:
        return resolve(named, known)
    except HandleError as error:
        raise BulletinsError.unknown_policy(named) from error


def _in_order(new: Fields, zone: ZoneInfo) -> Fields:
    if new.valid_from and new.valid_until and new.valid_until <= new.valid_from:
        raise BulletinsError.backwards(
            *(
                f"{moment.astimezone(zone):%d/%m/%Y %H:%M}"
                for moment in (new.valid_from, new.valid_until)
            )
        )
    return new
