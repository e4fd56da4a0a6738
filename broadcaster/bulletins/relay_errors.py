"""What is refused about relays: where they come from, their approval, their end."""

from collections.abc import Sequence

from broadcaster.bulletins.errors import BulletinsError, some_of
from broadcaster.i18n import _


class RelayError(BulletinsError):
    """A relay may not be entered, approved or withdrawn."""

    @classmethod
    def bad_name(cls, option: str, value: str) -> "RelayError":
        """Say that a name is none."""
        return cls(
            _(
                '{option} "{value}" needs small letters a-z, digits and single hyphens, 40 at most.'
            ).format(option=option, value=value[:60])
        )

    @classmethod
    def bad_length(cls, minutes: int, most: int) -> "RelayError":
        """Say that nobody answers for so long a relay."""
        return cls(
            _("--longest {minutes} is out of range: a relay lasts 1 to {most} minutes.").format(
                minutes=minutes, most=most
            )
        )

    @classmethod
    def one_source(cls) -> "RelayError":
        """Say that a relay comes from one place."""
        return cls(_("Say where the relay comes from: one of --url, --device and --file."))

    @classmethod
    def bad_file(cls, path: str) -> "RelayError":
        """Say that a path depends on where somebody stands."""
        return cls(_('--file "{path}" has to be a whole path, from / on.').format(path=path[:80]))

    @classmethod
    def one_use(cls) -> "RelayError":
        """Say that a window is for a programme, or for a hand."""
        return cls(_("Say what the window is for: either --programme NAME, or --live."))

    @classmethod
    def live_is_an_input(cls) -> "RelayError":
        """Say that only an input is opened by hand."""
        return cls(_("A live window is for a sound input: name it with --device."))

    @classmethod
    def bad_address(cls, url: str, schemes: Sequence[str]) -> "RelayError":
        """Say that an address is none a relay could come from."""
        return cls(
            _('--url "{url}" is no address of a stream; it begins with one of {schemes}.').format(
                url=url[:80], schemes=", ".join(f"{scheme}://" for scheme in schemes)
            )
        )

    @classmethod
    def over(cls, name: str, until: str) -> "RelayError":
        """Say that a relay's time is over."""
        return cls(
            _('The relay "{name}" may be carried until {until} only, which is over.').format(
                name=name, until=until
            )
        )

    @classmethod
    def own_relay(cls, name: str, person: str) -> "RelayError":
        """Say that whoever entered a relay, or answers for it alone, cannot approve it."""
        return cls(
            _('"{person}" entered the relay "{name}", so another person has to approve it.').format(
                person=person, name=name
            )
        )

    @classmethod
    def none_waits(cls, name: str) -> "RelayError":
        """Say that no relay of this name waits."""
        return cls(
            _(
                'No relay "{name}" waits for approval. '
                "Enter one with `broadcaster relay add {name}`."
            ).format(name=name)
        )

    @classmethod
    def unknown(cls, name: str, known: Sequence[str]) -> "RelayError":
        """Say that no relay of this name is there to be withdrawn."""
        return cls(
            _('There is no relay "{name}". There are: {known}.').format(
                name=name, known=some_of(known) or _("none")
            )
        )

    @classmethod
    def would_stop(cls, name: str, airings: Sequence[str]) -> "RelayError":
        """Say that a relay is planned; somebody has to want its end."""
        return cls(
            _(
                'This ends the approval of the relay "{name}", which is planned in: {airings}. '
                "If that is wanted, say it again with --yes."
            ).format(name=name, airings=some_of(airings))
        )
