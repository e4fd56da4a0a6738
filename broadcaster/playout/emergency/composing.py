"""From an emergency order to samples: alert, phrases and fills in one piece, from signed files.

Every cut is verified and decoded as any other is. One that is missing or altered refuses the whole
order: half a warning may send people the wrong way.
"""

from collections.abc import Iterator

from broadcaster.bulletins.model import ApprovalKind, BulletinClass
from broadcaster.emergency import EmergencyError
from broadcaster.emergency.filling import Spoken, fill
from broadcaster.playout.emergency.order import EmergencyOrder
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.interjection import Interjection
from broadcaster.playout.sound.cuts import Audio
from broadcaster.playout.studio import Studio
from broadcaster.playout.words import CAUSES, word_for
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.schedule import PlannedItem

ALERT = "alert"
"""The station sound that nothing but an emergency may use."""


def compose(studio: Studio, order: EmergencyOrder, id_: str) -> Interjection:
    """Return the order as it is put on air now, under the id `id_`.

    `EmergencyError` when its template is not in force or its blanks do not fit; `PlayoutError`
    when its approval is gone or a cut cannot be played.
    """
    return _bulletin(studio, order, id_) if order.approval else _template(studio, order, id_)


def _bulletin(studio: Studio, order: EmergencyOrder, id_: str) -> Interjection:
    approval = studio.plan.approval(order.approval).approval
    if approval is None:
        raise PlayoutError.not_approved(order.title)
    audio = _load(studio, approval.cut, order.title)
    return Interjection(order.what, approval, audio, order.by, id_, order=order)


def _template(studio: Studio, order: EmergencyOrder, id_: str) -> Interjection:
    templates = studio.plan.emergency_templates()
    template = templates.get(order.template)
    if template is None:
        raise EmergencyError.unknown(order.template, list(templates))
    spoken = fill(template, dict(order.fills), drill=order.is_drill)
    pieces = list(_alert(studio) if template.wording.alert else ())
    texts, ends, samples = [], [], sum(piece.samples for piece in pieces)
    for one in spoken:
        piece = _load(studio, one.phrase.cut, order.title)
        if piece.decoded_sha256 != one.phrase.decoded_sha256:
            studio.alarms.sound("decoded-differs", f"{template.name}: {one.phrase.text}")
        ends += [end_ms + samples * 1000 // BUS_RATE_HZ for end_ms in _sentence_ends(one)]
        texts.append(one.phrase.text)
        pieces.append(piece)
        samples += piece.samples
    audio = Audio("", b"".join(piece.pcm[:] for piece in pieces), "")
    item = PlannedItem(
        id=id_,
        part=order.what,
        offset_ms=0,
        length_ms=audio.length_ms,
        cut="",
        approval="",
        item_class=str(BulletinClass.EMERGENCY),
        title=order.title,
        sentence_ends_ms=tuple(ends),
    )
    return Interjection(
        what=order.what,
        approval=None,
        audio=audio,
        by=order.by,
        id=id_,
        order=order,
        composed=item,
        fields={
            "version": template.version,
            "approver": template.approver,
            "approver_name": template.approver_name,
            "cuts": [piece.cut for piece in pieces],
            "text": " ".join(texts),
        },
    )


def _sentence_ends(one: Spoken) -> tuple[int, ...]:
    """Return where sentences end in a phrase; not at its own end, where the next one goes on."""
    ends = one.phrase.sentence_ends_ms
    return ends if one.closes else ends[:-1]


def _alert(studio: Studio) -> Iterator[Audio]:
    """Give the station's alert tone, if one may sound; no warning is held up for want of it."""
    withdrawals = studio.plan.withdrawals()
    approvals = studio.plan.approvals(f"sound-{ALERT}.")
    for approval in sorted(approvals, key=lambda one: one.at, reverse=True):
        is_it = approval.kind is ApprovalKind.SOUND and approval.sound == ALERT
        if is_it and withdrawals.cause_of(approval.id) is None:
            audio = studio.load(approval.cut)
            if isinstance(audio, Audio):
                yield audio
                return


def _load(studio: Studio, cut: str, title: str) -> Audio:
    audio = studio.load(cut)
    if not isinstance(audio, Audio):
        raise PlayoutError.not_now(title, word_for(CAUSES, audio.cause))
    return audio
