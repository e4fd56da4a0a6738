"""What is refused about the station's sounds: their approval, their rights, their end."""

from collections.abc import Sequence

from broadcaster.bulletins.errors import BulletinsError, some_of
from broadcaster.i18n import _


class SoundError(BulletinsError):
    """A sound may not be taken, approved, used or withdrawn."""

    @classmethod
    def no_rights(cls, name: str, missing: Sequence[str]) -> "SoundError":
        """Say that nobody stated where a sound comes from and why it may be used."""
        return cls(
            _(
                'For the sound "{name}" {missing} is missing. Say who made it (--origin) and under '
                "what terms the station may play it (--licence), as an inspector would ask."
            ).format(name=name, missing=", ".join(missing)),
            _(
                "Say who made the sound and under what terms the station may play it, as an "
                "inspector would ask."
            ),
        )

    @classmethod
    def rights_over(cls, name: str, until: str) -> "SoundError":
        """Say that the right to play a sound has ended."""
        return cls(
            _(
                'The right to play the sound "{name}" ended on {until}. Bring it again with the '
                "new end: `broadcaster sound add {name} FILE --rights-until DATE`."
            ).format(name=name, until=until),
            _(
                'The right to play the sound "{name}" ended on {until}. Bring it again with the '
                "new end."
            ).format(name=name, until=until),
        )

    @classmethod
    def own_sound(cls, name: str, person: str) -> "SoundError":
        """Say that whoever brought a sound cannot approve it."""
        return cls(
            _(
                '"{person}" brought this version of the sound "{name}", '
                "so another person has to approve it."
            ).format(name=name, person=person)
        )

    @classmethod
    def none_waits(cls, name: str) -> "SoundError":
        """Say that there is no version of this sound to approve or take back."""
        return cls(
            _(
                'No new version of the sound "{name}" waits for approval. '
                "Bring one with `broadcaster sound add {name} FILE`."
            ).format(name=name),
            _('No new version of the sound "{name}" waits for approval.').format(name=name),
        )

    @classmethod
    def another_waits(cls, name: str) -> "SoundError":
        """Say that what waits is not what was heard."""
        return cls(
            _('Another version of "{name}" was brought meanwhile. Listen to it first.').format(
                name=name
            )
        )

    @classmethod
    def not_in_force(cls, name: str, known: Sequence[str]) -> "SoundError":
        """Say that no sound of this name is approved."""
        return cls(
            _('No sound "{name}" is approved. Approved are: {known}.').format(
                name=name, known=some_of(known) or _("none")
            )
        )

    @classmethod
    def would_stop(cls, name: str, airings: Sequence[str]) -> "SoundError":
        """Say that a sound is planned; somebody has to want its end."""
        return cls(
            _(
                'This ends the approval of the sound "{name}", and it falls silent in: {airings}. '
                "If that is wanted, say it again with --yes."
            ).format(name=name, airings=some_of(airings)),
            _(
                'This ends the approval of the sound "{name}", and it falls silent in: {airings}.'
            ).format(name=name, airings=some_of(airings)),
        )

    @classmethod
    def not_built_in(cls, name: str, known: Sequence[str]) -> "SoundError":
        """Say that the program makes no sound of this name."""
        return cls(
            _('The program makes no sound "{name}" itself. It makes: {known}.').format(
                name=name, known=", ".join(known)
            )
        )

    @classmethod
    def not_a_bed(cls, name: str) -> "SoundError":
        """Say that a sound is not made to be spoken over."""
        return cls(
            _(
                'The sound "{name}" is not for speaking over. Name a bed; `broadcaster sound list` '
                "shows them."
            ).format(name=name)
        )

    @classmethod
    def no_bed_in_emergency(cls, bulletin: str) -> "SoundError":
        """Say that an emergency has no music under it."""
        return cls(
            _(
                '"{bulletin}" is an emergency: nothing sounds under its words. Speak it without a '
                "bed: `broadcaster render {bulletin}`."
            ).format(bulletin=bulletin),
            _(
                '"{bulletin}" is an emergency: nothing sounds under its words. Speak it without '
                "music."
            ).format(bulletin=bulletin),
        )

    @classmethod
    def bed_over(cls, bulletin: str, name: str, until: str) -> "SoundError":
        """Say that the music under a bulletin may no longer be played."""
        return cls(
            _(
                'Under "{bulletin}" lies the bed "{name}", whose rights ended on {until}. Speak it '
                "again without it, or with another."
            ).format(bulletin=bulletin, name=name, until=until)
        )

    @classmethod
    def bed_withdrawn(cls, bulletin: str, name: str) -> "SoundError":
        """Say that the music under a bulletin was taken out."""
        return cls(
            _(
                'Under "{bulletin}" lies the bed "{name}", which was withdrawn since. Speak it '
                "again without it, or with another."
            ).format(bulletin=bulletin, name=name)
        )
