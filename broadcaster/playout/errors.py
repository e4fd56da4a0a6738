"""What the player refuses, and how an output says that it cannot go on."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _


class PlayoutError(BroadcasterError):
    """The player cannot start, or cannot do what a command asks."""

    @classmethod
    def already_running(cls, root: Path) -> "PlayoutError":
        """Refuse because another process holds this home's lock."""
        return cls(
            _(
                'A player is already running for "{root}". Stop it first, '
                "or ask it with `broadcaster playout status`."
            ).format(root=root)
        )

    @classmethod
    def schema_missing(cls, path: Path, reason: str) -> "PlayoutError":
        """Refuse because nothing valid says which format the home has."""
        return cls(
            _(
                'The home\'s format cannot be confirmed from "{path}" ({reason}). '
                "Run `broadcaster migrate`."
            ).format(path=path, reason=reason)
        )

    @classmethod
    def unmigrated(cls, found: str, wanted: str) -> "PlayoutError":
        """Refuse a home of an older format."""
        return cls(
            _(
                "This home has format {found}, and this version needs {wanted}. "
                "Run `broadcaster migrate`; it backs up first."
            ).format(found=found, wanted=wanted)
        )

    @classmethod
    def newer_home(cls, found: str, wanted: str) -> "PlayoutError":
        """Refuse a home that a newer version wrote."""
        return cls(
            _(
                "This home has format {found}, newer than the {wanted} that this version knows. "
                "Install the newer version, or restore a backup made before the change."
            ).format(found=found, wanted=wanted)
        )

    @classmethod
    def unknown_output(cls, spec: str, known: Iterable[str]) -> "PlayoutError":
        """Refuse a name that is no output's."""
        return cls(
            _('"{spec}" is no output. Choose one of: {known}.').format(
                spec=spec, known=", ".join(known)
            )
        )

    @classmethod
    def home_unusable(cls, root: Path, reason: str) -> "PlayoutError":
        """Refuse because the disk or its rights stand in the way."""
        return cls(
            _(
                'The player cannot work in "{root}": {reason}. '
                "Look at the disk, and at who owns the folder."
            ).format(root=root, reason=reason)
        )

    @classmethod
    def not_virtual(cls, spec: str) -> "PlayoutError":
        """Refuse to rehearse on a real loudspeaker."""
        return cls(
            _(
                'A rehearsal cannot play on "{spec}", which has a clock of its own. '
                "Use --output file:PATH, pipe:CMD or null."
            ).format(spec=spec)
        )

    @classmethod
    def not_a_time(cls, text: str) -> "PlayoutError":
        """Refuse a moment that cannot be read."""
        return cls(
            _(
                '"{text}" is not a time. Write station time as "2026-11-22 05:30" or "05:30", '
                "or RFC 3339 such as 2026-11-21T22:30:00Z."
            ).format(text=text)
        )

    @classmethod
    def nothing_planned(cls, day: str) -> "PlayoutError":
        """Refuse to rehearse a day without sessions when no end was named."""
        return cls(
            _(
                "Nothing is planned on {day} after that time. Run `broadcaster schedule plan`, "
                "or name an end with --until."
            ).format(day=day)
        )

    @classmethod
    def not_running(cls) -> "PlayoutError":
        """Say that no player answers."""
        return cls(
            _("The player is not running here. Start it with `broadcaster playout run`."),
            _(
                "The player does not run, so this could not be done. Switch the box off and on "
                "again, or call the technician."
            ),
        )

    @classmethod
    def no_answer(cls, reason: str) -> "PlayoutError":
        """Say that the player's socket is there, but the conversation failed."""
        return cls(
            _(
                "The player does not answer ({reason}). Look at its log, and restart it "
                "if it stays silent."
            ).format(reason=reason)
        )

    @classmethod
    def refused(cls, sentence: str) -> "PlayoutError":
        """Repeat what the player itself answered, which is a whole sentence already."""
        return cls(sentence)

    @classmethod
    def not_approved(cls, cut: str) -> "PlayoutError":
        """Refuse a cut that no approval covers."""
        return cls(
            _(
                'The cut "{cut}" has no approval that holds now. '
                "Submit its bulletin and have it approved first."
            ).format(cut=cut)
        )

    @classmethod
    def not_now(cls, cut: str, cause: str) -> "PlayoutError":
        """Refuse an announcement or test that may not sound at this moment."""
        return cls(_('"{cut}" may not sound now: {cause}.').format(cut=cut, cause=cause))

    @classmethod
    def firings_not_shown(cls) -> "PlayoutError":
        """Refuse to end a maintenance whose coming firings nobody looked at lately."""
        return cls(
            _(
                "What fires in the next seven days was not shown within the last hour. Run "
                "`broadcaster playout maintenance off`, read the list, then add --yes."
            )
        )

    @classmethod
    def other_firings(cls, session: str, count: int) -> "PlayoutError":
        """Refuse to end a maintenance because the plan changed after it was shown."""
        return cls(
            _(
                "The plan changed since it was shown: {count} firings are new or moved, the first "
                "is {session}. Run `broadcaster playout maintenance off` again and read the list."
            ).format(count=count, session=session)
        )

    @classmethod
    def live_is_open(cls) -> "PlayoutError":
        """Say that one live voice is open already."""
        return cls(
            _("A live voice is open already. Close it first with `broadcaster playout live close`.")
        )

    @classmethod
    def no_window(cls, named: str, known: Sequence[str]) -> "PlayoutError":
        """Say that no approved window of that name can be opened by hand."""
        return cls(
            _(
                'No approved live window is called "{name}". There are: {known}. '
                "Enter one with `broadcaster relay add NAME --live --device INPUT`."
            ).format(name=named[:80], known=", ".join(known) or _("none"))
        )

    @classmethod
    def cluster_not_reached(cls, cluster: str) -> "PlayoutError":
        """Refuse to test a cluster that no output of this box feeds."""
        return cls(
            _(
                'No output of this box feeds the cluster "{cluster}". '
                "Give it one with `broadcaster cluster set {cluster} --output`."
            ).format(cluster=cluster)
        )

    @classmethod
    def nothing_to_confirm(cls) -> "PlayoutError":
        """Say that every emergency was confirmed."""
        return cls(_("No emergency waits for confirmation."))

    @classmethod
    def no_test_sound(cls) -> "PlayoutError":
        """Say that no approved station sound is there to test the output with."""
        return cls(
            _(
                "There is no approved station sound to test with. "
                "Make one with `broadcaster sound` and have it approved."
            )
        )


class OutputError(BroadcasterError):
    """An output takes no more samples. `reason` is what its border reported."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(
            _('The output "{name}" takes no sound: {reason}. It is tried again.').format(
                name=name, reason=reason
            )
        )
