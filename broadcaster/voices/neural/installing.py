"""Install a neural voice, from the catalogue or from two files on a stick, and remove one.

Nothing leaves the house with such a voice, so it needs nobody's leave to be used; but its terms
have to be accepted, by name, before the first byte is fetched.
"""

from collections.abc import Callable
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.i18n import _
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Role
from broadcaster.units.actions import require_role
from broadcaster.voices.neural import config_file, model_file
from broadcaster.voices.neural.errors import NeuralError
from broadcaster.voices.neural.fetching import fetch, staged
from broadcaster.voices.neural.judging import Proposal, Staged, judge
from broadcaster.voices.neural.manifest import Manifest, read_manifests
from broadcaster.voices.neural.names import config_name, is_name, model_name
from broadcaster.voices.neural.offered import Licence, Offer, read_offers
from broadcaster.voices.neural.staging import COPY, copy_in, put_in_place, staging, take_away
from broadcaster.voices.neural.unchanged import changed_file

Progress = Callable[[int, int], None]
"""Told bytes done and in all."""


def propose(desk: Desk, name: str, *, source: Path | None = None, licence: str = "") -> Proposal:
    """Return what would be installed and on what terms; nothing is fetched or changed.

    A voice that is not in the catalogue has to be brought, with its `licence`.
    """
    require_role(desk, Role.TECHNICIAN, Role.ADMINISTRATOR)
    if not is_name(name):
        raise NeuralError.bad_name(name)
    offers = read_offers()
    offer = offers.find(name)
    if offer is not None:
        return Proposal(name, (offer.data_licence, offer.base_licence), offer, source)
    if source is None:
        known = [one.name for one in offers.voices]
        raise NeuralError.not_offered(name, known, offers.why_declined(name))
    if not licence.strip():
        raise NeuralError.needs_licence(name)
    return Proposal(name, (Licence(licence.strip(), "", ""),), None, source)


def install(
    desk: Desk, proposal: Proposal, *, accepted: bool, progress: Progress | None = None
) -> Manifest:
    """Install it under the name of the person at the desk, who accepts its terms.

    Whole or not at all. `NeuralError` when the terms are not accepted, or a file does not fit.
    """
    authority = require_role(desk, Role.TECHNICIAN, Role.ADMINISTRATOR)
    if not accepted:
        raise NeuralError.not_accepted(proposal.name)
    folder = desk.home.voices
    with staging(folder) as place:
        wanted = None if proposal.source else proposal.offer
        if wanted and (present := _present(folder, wanted)):
            return present
        model, config = _gathered(desk, proposal, place, progress)
        manifest = judge(proposal, model, config, authority.person, as_rfc3339(desk.time.now()))
        put_in_place(folder, manifest, model[0], config[0])
    return manifest


def remove(desk: Desk, name: str) -> None:
    """Remove an installed voice. Cuts made in it stay; bulletins get the next voice."""
    require_role(desk, Role.TECHNICIAN, Role.ADMINISTRATOR)
    folder = desk.home.voices
    known = [one.name for one in read_manifests(folder)[0]]
    if name not in known:
        raise NeuralError.not_installed(name, known)
    with staging(folder):
        take_away(folder, name)


def _present(folder: Path, offer: Offer) -> Manifest | None:
    """Return the note of an offered voice that is here and whole: nothing is fetched twice."""
    for manifest in read_manifests(folder)[0]:
        same = (manifest.name, manifest.revision) == (offer.name, offer.revision)
        if same and changed_file(folder, manifest) is None:
            return manifest
    return None


def _gathered(
    desk: Desk, proposal: Proposal, place: Path, progress: Progress | None
) -> tuple[Staged, Staged]:
    if proposal.source is not None:
        return _brought(proposal.name, proposal.source, place)
    if proposal.offer is None:
        raise NeuralError.needs_licence(proposal.name)
    for done, whole in fetch(proposal.offer, place, desk.time):
        if progress:
            progress(done, whole)
    return staged(proposal.offer, place)


def _brought(name: str, source: Path, place: Path) -> tuple[Staged, Staged]:
    model = copy_in(source / model_name(name), place, model_file.MOST_BYTES)
    config = copy_in(source / config_name(name), place, config_file.MOST_BYTES)
    for path, part, most in ((*model, model_file.MOST_BYTES), (*config, config_file.MOST_BYTES)):
        if part.size > most:
            reason = _("it has more than {size} MB").format(size=most >> 20)
            raise NeuralError.does_not_fit(path.name.removeprefix(COPY), [reason])
    return model, config
