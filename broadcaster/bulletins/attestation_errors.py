"""What is refused about a second listener."""

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.i18n import _


class AttestationError(BulletinsError):
    """Somebody may not attest a cut, or an approval needs somebody who does."""

    @classmethod
    def not_attested(
        cls, bulletin: str, name: str, person: str, language: str
    ) -> "AttestationError":
        """Say that nobody who understands the language has heard it."""
        return cls(
            _(
                '"{bulletin}" is in "{language}", which {name} is not recorded to understand. '
                "First somebody who does, and is neither its author nor its reader, listens and "
                "runs `broadcaster bulletin attest {bulletin}`; or an administrator records it "
                "with `broadcaster person understands {person} {language}`."
            ).format(bulletin=bulletin, language=language, name=name, person=person),
            _(
                'It is in "{language}", which you are not recorded to understand. First somebody '
                "who does, and is neither its author nor its reader, has to listen to it and "
                "attest it."
            ).format(language=language),
        )

    @classmethod
    def nothing_to_hear(cls, bulletin: str, state: str) -> "AttestationError":
        """Say that there is no cut of its text that waits for approval."""
        return cls(
            _(
                '"{bulletin}" has no recording to attest now (it is {state}). It is heard after '
                "`broadcaster render {bulletin}` and before its approval."
            ).format(bulletin=bulletin, state=state),
            _("There is no recording to attest now: the bulletin is {state}.").format(state=state),
        )

    @classmethod
    def is_author(cls, name: str, bulletin: str) -> "AttestationError":
        """Say that the author is no second listener."""
        return cls(
            _(
                '{name} is the author of "{bulletin}" (the last to change its text, script or '
                "recording), so somebody else has to listen to it."
            ).format(name=name, bulletin=bulletin)
        )

    @classmethod
    def is_reader(cls, name: str, bulletin: str) -> "AttestationError":
        """Say that whoever reads it is no second listener."""
        return cls(
            _('{name} reads "{bulletin}", so somebody else has to listen to it.').format(
                name=name, bulletin=bulletin
            )
        )

    @classmethod
    def does_not_understand(cls, name: str, person: str, language: str) -> "AttestationError":
        """Say that the listener is not recorded to understand it."""
        return cls(
            _(
                '{name} is not recorded to understand "{language}". An administrator records it '
                "with `broadcaster person understands {person} {language}`."
            ).format(name=name, person=person, language=language),
            _(
                '{name} is not recorded to understand "{language}". Ask the administrator to '
                "record it."
            ).format(name=name, language=language),
        )

    @classmethod
    def attested_already(cls, name: str, bulletin: str) -> "AttestationError":
        """Say that this listener has attested this very cut."""
        return cls(
            _('{name} has attested this recording of "{bulletin}" already.').format(
                name=name, bulletin=bulletin
            )
        )

    @classmethod
    def no_translator(cls, bulletin: str, source: str) -> "AttestationError":
        """Say that a variant does not say who translated it."""
        return cls(
            _(
                '"{bulletin}" translates "{source}" and does not say who translated it. '
                "Add it with `broadcaster bulletin edit {bulletin} --translator NAME`."
            ).format(bulletin=bulletin, source=source),
            _("It is a translation and does not say who made it. Fill in the translator."),
        )

    @classmethod
    def no_reader(cls, bulletin: str, language: str) -> "AttestationError":
        """Say that a recording in another language does not say who reads it."""
        return cls(
            _(
                '"{bulletin}" is a person\'s recording in "{language}" and does not say who reads '
                "it. Add it with `broadcaster bulletin edit {bulletin} --reader NAME`."
            ).format(bulletin=bulletin, language=language),
            _("It is a person's recording in another language. Fill in who reads it."),
        )
