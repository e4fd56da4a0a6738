"""Which kinds of voices a station lets on air outside emergencies: `on_air_minimum`.

A pure rule, asked at submit and at approval. Approvals given before the minimum was raised stay:
what a leader has signed is not unsaid by a setting.
"""

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.model import BulletinClass
from broadcaster.bulletins.revision import Bulletin
from broadcaster.production import Cut
from broadcaster.voices import VoiceKind
from broadcaster.voices.words import kind_of_voice

ANY = "any"
ORDER = (VoiceKind.EMBEDDED, VoiceKind.NEURAL, VoiceKind.ONLINE, VoiceKind.RECORDING)
"""From least to best understood."""


def reaches(kind: VoiceKind, minimum: str) -> bool:
    """Say whether a kind is at least as good as the minimum of the settings."""
    if minimum == ANY or kind not in ORDER:  # what is no voice at all is not judged as one
        return True
    return ORDER.index(kind) >= ORDER.index(VoiceKind(minimum))


def require_on_air(bulletin: Bulletin, cut: Cut, minimum: str) -> None:
    """Refuse a cut below the minimum, except in an emergency: any voice is better than none."""
    urgent = bulletin.revision.fields.bulletin_class is BulletinClass.EMERGENCY
    if urgent or reaches(cut.voice_kind, minimum):
        return
    raise BulletinsError.below_minimum(
        bulletin.id, cut.voice, kind_of_voice(cut.voice_kind), minimum
    )
