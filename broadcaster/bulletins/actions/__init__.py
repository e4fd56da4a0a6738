"""What people do with bulletins, sounds and the lexicon; one function per thing."""

from broadcaster.bulletins.actions.altering import Coming, nothing_coming
from broadcaster.bulletins.actions.approving import (
    approve,
    approved_bulletins,
    return_,
    submit,
    withdraw,
)
from broadcaster.bulletins.actions.attesting import (
    attest,
    attestations_of,
    listeners,
    may_attest,
    needs_attestation,
)
from broadcaster.bulletins.actions.bedding import bed_under, beds, bulletins_over
from broadcaster.bulletins.actions.built_in_sounds import (
    approve_built_in_sounds,
    approve_new_built_in_sounds,
    bring_back_built_in,
)
from broadcaster.bulletins.actions.changing_lexicon import (
    Changed,
    change_lexicon,
    lexicon_add,
    lexicon_remove,
)
from broadcaster.bulletins.actions.correcting import corrections_of, take_corrections
from broadcaster.bulletins.actions.drafting import add, add_recording, edit
from broadcaster.bulletins.actions.ending import Airings, nothing_planned, publish_withdrawn
from broadcaster.bulletins.actions.estimating import Estimate, estimate, expected_voice
from broadcaster.bulletins.actions.exchanging import lexicon_export, lexicon_import
from broadcaster.bulletins.actions.exporting import export
from broadcaster.bulletins.actions.finding import (
    approval_named,
    approval_of,
    cuts_in_hand,
    families,
    find,
    find_revision,
    headings,
    headlines_in_hand,
    history,
    last_approved,
    listing,
    source_of,
    submission_of,
)
from broadcaster.bulletins.actions.foreseeing import (
    Foreseen,
    ends_with_approval,
    ends_with_change,
    foreseen,
)
from broadcaster.bulletins.actions.lexicon import (
    commune_lexicon,
    lexicon_layer,
    lexicon_layers,
    lexicon_list,
)
from broadcaster.bulletins.actions.listing_sounds import (
    ListedSound,
    find_sound,
    sound_list,
    sounds_ending,
    sounds_in_force,
    usable_sound,
)
from broadcaster.bulletins.actions.offering import offered, offered_by_line
from broadcaster.bulletins.actions.previewing import (
    preview,
    preview_of,
    previews_in_hand,
    take_preview,
)
from broadcaster.bulletins.actions.relays import (
    WantedRelay,
    add_relay,
    approve_relay,
    relay_list,
    relays_in_force,
    withdraw_relay,
)
from broadcaster.bulletins.actions.rendering import Rendered, cut_of, cuts_of, render
from broadcaster.bulletins.actions.sounds import (
    add_sound,
    approve_sound,
    take_back_sound,
    withdraw_sound,
)
from broadcaster.bulletins.actions.taking import (
    record_paragraph,
    take_path,
    takes_in_hand,
    takes_of,
)
from broadcaster.bulletins.actions.teaching import teach
from broadcaster.bulletins.actions.timing import captions, marks_of, word_times
from broadcaster.bulletins.actions.trying import Tried, lexicon_test

__all__ = [
    "Airings",
    "Changed",
    "Coming",
    "Estimate",
    "Foreseen",
    "ListedSound",
    "Rendered",
    "Tried",
    "WantedRelay",
    "add",
    "add_recording",
    "add_relay",
    "add_sound",
    "approval_named",
    "approval_of",
    "approve",
    "approve_built_in_sounds",
    "approve_new_built_in_sounds",
    "approve_relay",
    "approve_sound",
    "approved_bulletins",
    "attest",
    "attestations_of",
    "bed_under",
    "beds",
    "bring_back_built_in",
    "bulletins_over",
    "captions",
    "change_lexicon",
    "commune_lexicon",
    "corrections_of",
    "cut_of",
    "cuts_in_hand",
    "cuts_of",
    "edit",
    "ends_with_approval",
    "ends_with_change",
    "estimate",
    "expected_voice",
    "export",
    "families",
    "find",
    "find_revision",
    "find_sound",
    "foreseen",
    "headings",
    "headlines_in_hand",
    "history",
    "last_approved",
    "lexicon_add",
    "lexicon_export",
    "lexicon_import",
    "lexicon_layer",
    "lexicon_layers",
    "lexicon_list",
    "lexicon_remove",
    "lexicon_test",
    "listeners",
    "listing",
    "marks_of",
    "may_attest",
    "needs_attestation",
    "nothing_coming",
    "nothing_planned",
    "offered",
    "offered_by_line",
    "preview",
    "preview_of",
    "previews_in_hand",
    "publish_withdrawn",
    "record_paragraph",
    "relay_list",
    "relays_in_force",
    "render",
    "return_",
    "sound_list",
    "sounds_ending",
    "sounds_in_force",
    "source_of",
    "submission_of",
    "submit",
    "take_back_sound",
    "take_corrections",
    "take_path",
    "take_preview",
    "takes_in_hand",
    "takes_of",
    "teach",
    "usable_sound",
    "withdraw",
    "withdraw_relay",
    "withdraw_sound",
    "word_times",
]
