"""How the station's sounds are shown: a line each, all of one, and as JSON."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.bulletin_desk import names_at
from broadcaster.cli.columns import show_card, show_table
from broadcaster.i18n import _
from broadcaster.quantities import length_in_words
from broadcaster.reports.columns import shorten
from broadcaster.timebase import as_rfc3339

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from broadcaster.bulletins.actions import ListedSound
    from broadcaster.bulletins.station_sound import Rights, StationSound
    from broadcaster.desk import Desk
    from broadcaster.production import Cut


LICENCE_WIDTH = 24


def show_list(desk: "Desk", sounds: Sequence["ListedSound"]) -> None:
    """Print a line for each sound, and one for each version that waits."""
    if not sounds:
        return
    name_of, used = names_at(desk), _used(desk)
    show_table(
        (_("Sound"), _("Length"), _("Licence"), _("Approved by"), _("Used in")),
        [
            (
                one.name,
                length_in_words(one.cut.duration_ms) if one.cut else "-",
                shorten(one.rights.licence or "-", LICENCE_WIDTH),
                _approved_by(one, desk, name_of),
                ", ".join(used.get(one.name, ())) or "-",
            )
            for one in sounds
        ],
    )
    for one in sounds:
        if one.waiting:
            waits = _("{name}: a new version by {author} waits: `broadcaster sound approve {name}`")
            click.echo(waits.format(author=name_of(one.waiting.author), name=one.name))


def show_one(desk: "Desk", one: "ListedSound") -> None:
    """Print everything there is to know of one sound."""
    from broadcaster.schedule.wording import moment_text

    name_of, zone = names_at(desk), desk.settings.zone_info
    if one.approval and one.cut:
        show_card(
            [
                (_("Sound"), one.name),
                *_rights(one.rights, zone),
                *_card(one.cut),
                (_("Brought by"), name_of(one.approval.author)),
                (_("Approved by"), _approved_by(one, desk, name_of)),
                (_("Approved at"), moment_text(one.approval.at, zone)),
                (_("Used in"), ", ".join(_used(desk).get(one.name, ()))),
            ]
        )
    if one.waiting and one.waiting_cut:
        click.echo(_("Waits for approval:"))
        show_card(
            [
                *_rights(one.waiting.rights, zone),
                *_card(one.waiting_cut),
                (_("Brought by"), name_of(one.waiting.author)),
            ]
        )


def _rights(rights: "Rights", zone: "ZoneInfo") -> list[tuple[str, str]]:
    from broadcaster.bulletins.validity import show_until

    return [
        (_("Title"), rights.title),
        (_("Made by"), rights.origin),
        (_("Licence"), rights.licence),
        (_("Rights holder"), rights.holder),
        (_("Rights until"), show_until(rights.until, zone)),
    ]


def _card(cut: "Cut") -> list[tuple[str, str]]:
    return [
        (_("Length"), length_in_words(cut.duration_ms)),
        ("SHA-256", cut.sha256),
        ("LUFS", f"{cut.loudness_lufs:.1f}"),
        ("dBTP", f"{cut.true_peak_dbtp:.1f}"),
    ]


def documents(desk: "Desk", sounds: Sequence["ListedSound"]) -> list[dict[str, Any]]:
    """Return sounds as plain JSON values."""
    used = _used(desk)
    return [_document(desk, one, used.get(one.name, [])) for one in sounds]


def _document(desk: "Desk", one: "ListedSound", used: list[str]) -> dict[str, Any]:
    from broadcaster.production.sound_kinds import kind_of

    approval, rights = one.approval, one.rights
    return {
        "name": one.name,
        "kind": str(kind_of(one.name)),
        "title": rights.title,
        "origin": rights.origin,
        "licence": rights.licence,
        "holder": rights.holder,
        "rights_until": as_rfc3339(rights.until) if rights.until else None,
        "rights_over": one.is_over(desk.time.now()),
        **_measures(one.cut),
        "approval": approval.id if approval else None,
        "author": approval.author if approval else None,
        "approver": approval.approver if approval else None,
        "approved_at": as_rfc3339(approval.at) if approval else None,
        "used_in": used,
        "waiting": _waiting(one.waiting, one.waiting_cut) if one.waiting else None,
    }


def _measures(cut: "Cut | None") -> dict[str, Any]:
    return {
        "sha256": cut.sha256 if cut else None,
        "duration_ms": cut.duration_ms if cut else None,
        "loudness_lufs": round(cut.loudness_lufs, 2) if cut else None,
        "true_peak_dbtp": round(cut.true_peak_dbtp, 2) if cut else None,
    }


def _waiting(sound: "StationSound", cut: "Cut | None") -> dict[str, Any]:
    rights = sound.rights
    return {
        **_measures(cut),
        "author": sound.author,
        "at": as_rfc3339(sound.at),
        "title": rights.title,
        "origin": rights.origin,
        "licence": rights.licence,
        "holder": rights.holder,
        "rights_until": as_rfc3339(rights.until) if rights.until else None,
    }


def _approved_by(one: "ListedSound", desk: "Desk", name_of: Callable[[str], str]) -> str:
    from broadcaster.bulletins.station_sound import BUILT_IN

    if one.approval is None:
        return _("not approved yet")
    if one.approval.origin == BUILT_IN:
        return _("built in")
    if one.is_over(desk.time.now()):
        return _("rights are over")
    return name_of(one.approval.approver)


def _used(desk: "Desk") -> dict[str, list[str]]:
    from broadcaster.schedule import actions as schedule_actions
    from broadcaster.schedule.sessions.station_sounds import named_in

    return named_in(one.programme for one in schedule_actions.programmes(desk))
