"""What is refused about emergency templates and orders."""

from collections.abc import Sequence

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _

SHOWN = 12


class EmergencyError(BroadcasterError):
    """A template may not be applied, approved or used, or an order is none."""

    @classmethod
    def check_failed(cls, mistakes: Sequence[str]) -> "EmergencyError":
        """Refuse files with mistakes; nothing of any of them was applied."""
        return cls(
            _("Nothing was applied: {mistakes}. Correct the file, and apply it again.").format(
                mistakes="; ".join(mistakes[:SHOWN])
            )
        )

    @classmethod
    def no_file(cls, folder: str) -> "EmergencyError":
        """Say that there is no template to apply."""
        return cls(
            _(
                'There is no template in "{folder}". Write one there as a .toml file; the guide '
                "for operators has a sample."
            ).format(folder=folder)
        )

    @classmethod
    def unknown(cls, name: str, known: Sequence[str]) -> "EmergencyError":
        """Say that no template of this name is approved."""
        return cls(
            _('No emergency template "{name}" is approved. Approved are: {known}.').format(
                name=name, known=", ".join(known[:SHOWN]) or _("none")
            )
        )

    @classmethod
    def none_waits(cls, name: str) -> "EmergencyError":
        """Say that there is no version to approve."""
        return cls(
            _(
                'No new version of the template "{name}" waits for approval. '
                "Apply its file with `broadcaster emergency apply`."
            ).format(name=name)
        )

    @classmethod
    def own_template(cls, name: str, person: str) -> "EmergencyError":
        """Say that whoever applied a template cannot approve it."""
        return cls(
            _(
                '"{person}" applied this version of the template "{name}", so another person has '
                "to approve it."
            ).format(name=name, person=person)
        )

    @classmethod
    def no_fill(cls, word: str) -> "EmergencyError":
        """Say how a blank is filled."""
        return cls(
            _('"{word}" fills no blank. Write each once, as --fill NAME=VALUE.').format(word=word)
        )

    @classmethod
    def unknown_blank(cls, template: str, name: str, known: Sequence[str]) -> "EmergencyError":
        """Say that a template has no such blank."""
        return cls(
            _('The template "{template}" has no blank "{name}". Its blanks are: {known}.').format(
                template=template, name=name, known=", ".join(known) or _("none")
            )
        )

    @classmethod
    def blank_left(cls, template: str, name: str, choices: Sequence[str]) -> "EmergencyError":
        """Say that a blank was not filled."""
        return cls(
            _(
                'In the template "{template}" the blank "{name}" is empty. Add --fill {name}=…, '
                "one of: {choices}."
            ).format(template=template, name=name, choices=", ".join(choices[:SHOWN]))
        )

    @classmethod
    def not_listed(
        cls, template: str, name: str, value: str, choices: Sequence[str]
    ) -> "EmergencyError":
        """Say that what was typed is not on the closed list."""
        return cls(
            _(
                '"{value}" is not on the list of "{name}" in the template "{template}". Choose one '
                "of: {choices}."
            ).format(template=template, name=name, value=value, choices=", ".join(choices[:SHOWN]))
        )
