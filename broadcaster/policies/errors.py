"""What the lists of policies and agencies refuse."""

from collections.abc import Sequence
from datetime import date

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _

SHOWN = 50


class PoliciesError(BroadcasterError):
    """Something about a policy, an agency, or a list of them does not hold."""

    @classmethod
    def empty(cls, field: str) -> "PoliciesError":
        """Say that something is needed and missing."""
        return cls(_("{field} is empty. Give it a value.").format(field=field))

    @classmethod
    def too_long(cls, field: str, length: int, limit: int, value: str) -> "PoliciesError":
        """Say that a text is longer than records and reports carry."""
        return cls(
            _(
                '{field} has {length} characters, from "{start}…"; at most {limit} are kept, '
                "and nothing is cut off silently. Shorten it."
            ).format(field=field, length=length, limit=limit, start=value[:40])
        )

    @classmethod
    def bad_stage(cls, stage: str, known: Sequence[str]) -> "PoliciesError":
        """Say that this is no stage of a policy."""
        return cls(
            _('"{stage}" is no stage of a policy. The stages are: {known}.').format(
                stage=stage[:40], known=", ".join(known)
            )
        )

    @classmethod
    def bad_level(cls, level: str, known: Sequence[str]) -> "PoliciesError":
        """Say that this is no level of government."""
        return cls(
            _('"{level}" is no level of a policy. The levels are: {known}.').format(
                level=level[:40], known=", ".join(known)
            )
        )

    @classmethod
    def bad_scope(cls, scope: str, known: Sequence[str]) -> "PoliciesError":
        """Say that this is no scope of a policy."""
        return cls(
            _('"{scope}" is no scope of a policy. The scopes are: {known}.').format(
                scope=scope[:40], known=", ".join(known)
            )
        )

    @classmethod
    def bad_year(cls, day: date, first: int, last: int) -> "PoliciesError":
        """Say that a date lies in a year nobody meant."""
        return cls(
            _("The date {day} cannot be meant: give a year from {first} to {last}.").format(
                day=f"{day.day:02}/{day.month:02}/{day.year}", first=first, last=last
            )
        )

    @classmethod
    def bad_pair(cls, value: str) -> "PoliciesError":
        """Say that `--stage` has another form than STAGE=DATE."""
        return cls(
            _('{option} "{value}" should have the form {form}.').format(
                option="--stage", value=value[:60], form="STAGE=DATE"
            )
        )

    @classmethod
    def bad_day(cls, value: str) -> "PoliciesError":
        """Say that this is no day."""
        return cls(
            _('"{value}" is no day; write 2026-11-22 or 22/11/2026.').format(value=value[:40])
        )

    @classmethod
    def not_reached(cls, policy: str, stage: str) -> "PoliciesError":
        """Say that a stage to be taken back was never entered."""
        return cls(
            _(
                'No day is entered for the stage "{stage}" of "{policy}". '
                "`broadcaster policy show` lists those that are."
            ).format(policy=policy, stage=stage)
        )

    @classmethod
    def backwards(cls, agency: str) -> "PoliciesError":
        """Say that an agency would be dissolved before it was founded."""
        return cls(
            _(
                '"{agency}" cannot be dissolved before it was founded. Correct one of the days.'
            ).format(agency=agency)
        )

    @classmethod
    def bad_quarter(cls, text: str) -> "PoliciesError":
        """Say that this names no quarter."""
        return cls(_('"{text}" is no quarter; write 2026-Q4.').format(text=text[:40]))

    @classmethod
    def no_quarter(cls, path: str) -> "PoliciesError":
        """Say that a spreadsheet does not tell of which quarter it is."""
        return cls(
            _('"{path}" does not say of which quarter it is. Add --quarter 2026-Q4.').format(
                path=path
            )
        )

    @classmethod
    def no_workplan(cls, quarter: str) -> "PoliciesError":
        """Say that nothing was planned for a quarter."""
        return cls(
            _(
                "There is no plan of {quarter}. `broadcaster workplan import` enters one, from "
                "TOML or a spreadsheet."
            ).format(quarter=quarter)
        )

    @classmethod
    def bad_sheet(cls, path: str, mistakes: Sequence[str]) -> "PoliciesError":
        """Say that a workbook has mistakes; nothing was imported."""
        shown = list(mistakes[:SHOWN])
        if len(mistakes) > SHOWN:
            shown.append(_("and {count} more").format(count=len(mistakes) - SHOWN))
        return cls(
            _('"{path}" was not imported. Correct it and import it again: {mistakes}.').format(
                path=path, mistakes="; ".join(shown)
            )
        )

    @classmethod
    def is_there(cls, path: object) -> "PoliciesError":
        """Say that a template would take the place of a file, perhaps a list that is filled in."""
        return cls(_('"{path}" is there already. Choose another name.').format(path=path))

    @classmethod
    def cannot_write(cls, path: object, reason: str) -> "PoliciesError":
        """Say that a template cannot be written where it was wanted."""
        return cls(
            _('"{path}" cannot be written: {reason}. Choose another name.').format(
                path=path, reason=reason
            )
        )
