"""What the desk for bulletins refuses."""

from collections.abc import Sequence

from broadcaster.bulletins.field_words import field_word
from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _

SHOWN = 5


def some_of(lines: Sequence[str], most: int = SHOWN) -> str:
    """Return the first lines in a row, and how many more there are."""
    left = len(lines) - most
    shown = list(lines[:most])
    if left > 0:
        shown.append(_("and {count} more").format(count=left))
    return "; ".join(shown)


class BulletinsError(BroadcasterError):
    """Something about a bulletin, its approval, a sound or the lexicon does not hold."""

    # What was typed

    @classmethod
    def unreadable(cls, path: str, reason: str) -> "BulletinsError":
        """Say that the file that was brought cannot be opened."""
        return cls(
            _('"{path}" cannot be read: {reason}. Check the name of the file.').format(
                path=path, reason=reason
            )
        )

    @classmethod
    def too_large(cls, path: str, limit_mb: int) -> "BulletinsError":
        """Say that the file that was brought is larger than any bulletin."""
        return cls(
            _(
                '"{path}" is larger than {limit} MB, so it is no text of a bulletin. '
                "Divide it into several bulletins."
            ).format(path=path, limit=limit_mb)
        )

    @classmethod
    def cannot_write(cls, path: object, reason: str) -> "BulletinsError":
        """Say that a copy cannot be written where it was wanted."""
        return cls(
            _('"{path}" cannot be written: {reason}. Choose another place with --out.').format(
                path=path, reason=reason
            )
        )

    @classmethod
    def recording_from_pipe(cls) -> "BulletinsError":
        """Say that a recording came through standard input."""
        return cls(_("What came through the pipe is a recording. Save it and name the file."))

    @classmethod
    def not_utf8(cls, field: str) -> "BulletinsError":
        """Say that an option holds bytes that are no text."""
        return cls(
            _("{field} holds bytes that are not UTF-8. Type it again in a UTF-8 terminal.").format(
                field=field
            )
        )

    @classmethod
    def too_long(cls, field: str, length: int, limit: int, value: str) -> "BulletinsError":
        """Say that an option is longer than records and reports carry."""
        return cls(
            _(
                '{field} has {length} characters, from "{start}…"; at most {limit} are kept, '
                "and nothing is cut off silently. Shorten it."
            ).format(field=field, length=length, limit=limit, start=value[:40]),
            _("{field} has {length} characters; at most {limit} are kept. Shorten it.").format(
                field=field_word(field), length=length, limit=limit
            ),
        )

    @classmethod
    def empty(cls, field: str) -> "BulletinsError":
        """Say that an option that must say something says nothing."""
        sentence = _("{field} is empty. Say what it is.")
        return cls(sentence.format(field=field), sentence.format(field=field_word(field)))

    @classmethod
    def bad_language(cls, value: str) -> "BulletinsError":
        """Say that this is no language code."""
        return cls(
            _(
                '--language "{value}" is no language code. Use one such as vi, en, tyz or hmn.'
            ).format(value=value[:40])
        )

    @classmethod
    def bad_times(cls, value: int) -> "BulletinsError":
        """Say that a number of airings is negative."""
        return cls(
            _("--times {value} is not possible. Give 1 or more, or 0 for no limit.").format(
                value=value
            )
        )

    @classmethod
    def bad_moment(cls, field: str, value: str) -> "BulletinsError":
        """Say that this is no date or time we can read."""
        return cls(
            _(
                '{field} "{value}" is no date. Type 2026-11-23, 23/11/2026 or '
                '"2026-11-23 17:00", in station time.'
            ).format(field=field, value=value[:40]),
            _('{field}: "{value}" is no date. Type it as 23/11/2026 or 23/11/2026 17:00.').format(
                field=field_word(field), value=value[:40]
            ),
        )

    @classmethod
    def backwards(cls, since: str, until: str) -> "BulletinsError":
        """Say that validity ends before it begins."""
        return cls(
            _(
                "It would be valid from {since} and until before {until}, which is no time at all. "
                "Correct --from or --until."
            ).format(since=since, until=until),
            _(
                "It would be valid from {since} and until before {until}, which is no time at all. "
                "Correct one of the two days."
            ).format(since=since, until=until),
        )

    @classmethod
    def after_closing(cls, until: str, closes: str) -> "BulletinsError":
        """Say that a consultation would be heard after its last day."""
        return cls(
            _(
                "It would air until {until}, but opinions are taken until {closes} only. "
                "Correct --until or --answers-until."
            ).format(until=until, closes=closes),
            _(
                "It would air until {until}, but opinions are taken until {closes} only. "
                "Correct one of the two days."
            ).format(until=until, closes=closes),
        )

    @classmethod
    def half_a_policy(cls, bulletin: str, given: str) -> "BulletinsError":
        """Say that a policy is named without its stage, or a stage without a policy."""
        return cls(
            _(
                '"{bulletin}" names "{given}" alone, and reports count a policy at a stage. '
                "Give both with `broadcaster bulletin edit {bulletin} --policy NUMBER "
                '--stage STAGE`, or take it out with "".'
            ).format(bulletin=bulletin, given=given),
            _(
                'It names "{given}" alone, and reports count a policy at a stage. '
                "Give both the policy and its stage, or neither."
            ).format(given=given),
        )

    @classmethod
    def unanswerable(cls, bulletin: str) -> "BulletinsError":
        """Say that a consultation has no closing day, or no way to answer."""
        return cls(
            _(
                '"{bulletin}" asks for opinions, but not until when or how they are given. Run '
                '`broadcaster bulletin edit {bulletin} --answers-until DATE --answers-to "HOW"`.'
            ).format(bulletin=bulletin),
            _(
                "It asks for opinions, but not until when or how they are given. "
                "Fill in both below the stage."
            ),
        )

    @classmethod
    def unknown_policy(cls, policy: str) -> "BulletinsError":
        """Say that `--policy` names no policy in the list."""
        return cls(
            _(
                'The policy "{policy}" is not in the list. '
                'Add it with `broadcaster policy add "{policy}" --title TITLE`.'
            ).format(policy=policy)
        )

    @classmethod
    def itself(cls, field: str, bulletin: str) -> "BulletinsError":
        """Say that a bulletin would supersede or translate itself."""
        return cls(
            _('{field} "{bulletin}" names the bulletin itself. Name another one.').format(
                field=field, bulletin=bulletin
            )
        )

    @classmethod
    def supersedes_source(cls, source: str) -> "BulletinsError":
        """Say that a variant would end the very bulletin it translates."""
        return cls(
            _(
                '"{source}" cannot be both superseded and translated by one bulletin. '
                "Leave out --supersedes or --translates."
            ).format(source=source)
        )

    @classmethod
    def same_language(cls, source: str, language: str) -> "BulletinsError":
        """Say that a variant is in the language of what it translates."""
        return cls(
            _(
                '"{source}" is in "{language}" too, so this is no variant of it. '
                "Give the other language with --language."
            ).format(source=source, language=language)
        )

    @classmethod
    def bad_pair(cls, option: str, value: str, form: str) -> "BulletinsError":
        """Say that an option of the form A=B has another one."""
        return cls(
            _('{option} "{value}" should have the form {form}.').format(
                option=option, value=value[:60], form=form
            )
        )

    @classmethod
    def not_a_text(cls, name: str) -> "BulletinsError":
        """Say that `--text` names a recording."""
        return cls(
            _(
                '"{name}" is a recording and no text. '
                "Give it to `broadcaster render ID --recording FILE`."
            ).format(name=name)
        )

    @classmethod
    def text_and_lines(cls) -> "BulletinsError":
        """Say that a new text and lines of the old one came together."""
        return cls(
            _(
                "A new text has new lines and flags. Give --text alone, look at "
                "`broadcaster bulletin script`, and then correct its lines."
            )
        )

    @classmethod
    def nothing_changes(cls, bulletin: str) -> "BulletinsError":
        """Say that an edit leaves everything as it was."""
        return cls(
            _('Nothing of "{bulletin}" would change. Say what to change; see --help.').format(
                bulletin=bulletin
            ),
            _("Nothing was different, so nothing was changed."),
        )

    # What the state of a bulletin forbids

    @classmethod
    def old_revision(cls, revision: str, newest: str) -> "BulletinsError":
        """Say that the revision that was named is no longer the newest."""
        return cls(
            _('"{revision}" has been replaced by "{newest}". Look at that one first.').format(
                revision=revision, newest=newest
            )
        )

    @classmethod
    def overtaken(cls, bulletin: str) -> "BulletinsError":
        """Say that somebody else changed the bulletin between reading and writing."""
        return cls(
            _(
                'Somebody else has just changed "{bulletin}", so nothing was done. '
                "See `broadcaster bulletin history {bulletin}` and try again."
            ).format(bulletin=bulletin),
            _(
                "Somebody else has just changed this bulletin, so nothing was done. "
                "Below it is shown as it stands now."
            ),
        )

    @classmethod
    def is_withdrawn(cls, bulletin: str) -> "BulletinsError":
        """Say that a withdrawn bulletin is at its end."""
        return cls(
            _(
                '"{bulletin}" has been withdrawn and stays so. '
                "Add what is to be said now as a new bulletin."
            ).format(bulletin=bulletin)
        )

    @classmethod
    def already(cls, bulletin: str, state: str) -> "BulletinsError":
        """Say that it was submitted or approved before."""
        return cls(
            _('"{bulletin}" is {state} already; there is nothing to do.').format(
                bulletin=bulletin, state=state
            )
        )

    @classmethod
    def not_submitted(cls, bulletin: str, state: str) -> "BulletinsError":
        """Say that somebody approves or returns something that is not waiting for it."""
        return cls(
            _(
                '"{bulletin}" is not waiting for approval (it is {state}). '
                "Its author runs `broadcaster bulletin submit {bulletin}` first."
            ).format(bulletin=bulletin, state=state),
            _(
                "This bulletin does not wait for approval any more: it is {state}. "
                "Below it is shown as it stands now."
            ).format(state=state),
        )

    @classmethod
    def no_corrections(cls, bulletin: str) -> "BulletinsError":
        """Say that no approver's wording waits to be taken over."""
        return cls(
            _(
                "No corrections wait in bulletin {bulletin}. "
                "`broadcaster bulletin history {bulletin}` shows what was done to it."
            ).format(bulletin=bulletin),
            _("No corrections wait here any more. Below it is shown as it stands now."),
        )

    @classmethod
    def not_rendered(cls, bulletin: str) -> "BulletinsError":
        """Say that there is no cut of exactly this script."""
        return cls(
            _(
                'There is no recording of exactly this script of "{bulletin}". '
                "Run `broadcaster render {bulletin}` and listen to it."
            ).format(bulletin=bulletin),
            _("There is no recording of exactly this text. Have it spoken, and listen to it."),
        )

    @classmethod
    def no_word_times(cls, bulletin: str) -> "BulletinsError":
        """Say that a person's recording tells of no word when it sounds."""
        return cls(
            _(
                'The sound of "{bulletin}" is a recording, so nobody knows which word of it sounds '
                "when. Only what a voice of the program spoke has these times."
            ).format(bulletin=bulletin)
        )

    @classmethod
    def below_minimum(cls, bulletin: str, voice: str, kind: str, minimum: str) -> "BulletinsError":
        """Say that this station does not air a voice of this kind outside emergencies."""
        said = _(
            'The recording of "{bulletin}" is in the voice "{voice}" ({kind}), and outside '
            'emergencies this station airs "{minimum}" or better.'
        ).format(bulletin=bulletin, voice=voice, kind=kind, minimum=minimum)
        typed = _(
            "Bring a person's recording with `broadcaster render {bulletin} --recording FILE`, use "
            "another voice of `broadcaster voice list`, or change on_air_minimum in "
            "broadcaster.toml."
        ).format(bulletin=bulletin)
        pressed = _("Bring a person's recording, or have it spoken in another voice.")
        return cls(f"{said} {typed}", f"{said} {pressed}")

    @classmethod
    def not_entered(cls, files: Sequence[str], of: int) -> "BulletinsError":
        """Name the files of a batch that were not taken; the others were."""
        return cls(
            _(
                "{bad} of {of} files were not entered: {files}. The others were; mend these, and "
                "bring them again."
            ).format(bad=len(files), of=of, files=some_of(files))
        )

    @classmethod
    def no_text(cls, bulletin: str) -> "BulletinsError":
        """Say that a recording without text was to be read, or its lines changed."""
        return cls(
            _(
                '"{bulletin}" is a recording without a text. Replace the recording with '
                "`broadcaster render {bulletin} --recording FILE`, or give it a text with "
                "`broadcaster bulletin edit {bulletin} --text FILE`."
            ).format(bulletin=bulletin),
            _("This is a recording without a text. Replace the recording, or enter a new text."),
        )

    @classmethod
    def ambiguous(cls, bulletin: str, flags: Sequence[str]) -> "BulletinsError":
        """Say that flags are open that somebody has to decide."""
        return cls(
            _(
                '"{bulletin}" has {count} readings to decide: {flags}. Decide with '
                "`broadcaster bulletin edit {bulletin} --choose FLAG=N`, or accept what is "
                "spoken now with --accept-flags REASON."
            ).format(bulletin=bulletin, count=len(flags), flags=some_of(flags)),
            _(
                "{count} readings are doubtful: {flags}. Decide each, or say why they may stay."
            ).format(count=len(flags), flags=some_of(flags)),
        )

    @classmethod
    def source_changed(cls, bulletin: str, translates: str, now: str) -> "BulletinsError":
        """Say that the bulletin that this one translates has moved on."""
        return cls(
            _(
                '"{bulletin}" translates "{translates}", but that bulletin is now {now}. Compare '
                "the two, and name the one it fits with "
                "`broadcaster bulletin edit {bulletin} --translates ID`."
            ).format(bulletin=bulletin, translates=translates, now=now)
        )

    @classmethod
    def own_work(cls, bulletin: str, person: str) -> "BulletinsError":
        """Say that the author cannot be the approver."""
        return cls(
            _(
                '"{person}" is the author of "{bulletin}" (the last to change its text, script or '
                "recording), so another person has to approve it."
            ).format(bulletin=bulletin, person=person)
        )

    @classmethod
    def would_stop(cls, bulletin: str, airings: Sequence[str]) -> "BulletinsError":
        """Say that planned airings stop with this; somebody has to want it."""
        return cls(
            _(
                'This ends the approval of "{bulletin}", and these airings stop: {airings}. '
                "If that is wanted, say it again with --yes."
            ).format(bulletin=bulletin, airings=some_of(airings)),
            _(
                "This ends approvals, and these airings stop: {airings}. Below all of them are "
                "listed; if that is wanted, do it again there."
            ).format(airings=some_of(airings)),
        )

    # Cuts, lexicon

    @classmethod
    def no_cut(cls, sha256: str) -> "BulletinsError":
        """Say that no cut of that hash was ever made here."""
        return cls(
            _('No cut "{sha256}" was made here. `broadcaster cache list` shows them.').format(
                sha256=sha256
            )
        )

    @classmethod
    def no_entry(cls, written: str) -> "BulletinsError":
        """Say that the commune's lexicon has no such entry."""
        return cls(
            _(
                'The commune\'s lexicon has no entry for "{written}". '
                "`broadcaster lexicon list` shows them."
            ).format(written=written)
        )
