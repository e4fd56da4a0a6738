"""Install a neural voice, from the catalogue or from two files on a stick, and remove one.

Nothing leaves the house with such a voice, so it needs nobody's leave to be used; but its terms
have to be accepted, by name, before the first byte is fetched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.i18n import _
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Role
from broadcaster.units.actions import require_role
from broadcaster.voices.neural import config_file, model_file
from broadcaster.voices.neural.errors import NeuralError
from broadcaster.voices.neural.fetching import fetch, staged
from broadcaster.voices.neural.manifest import Manifest, Part, read_manifests
from broadcaster.voices.neural.names import config_name, is_name, model_name
from broadcaster.voices.neural.offered import Licence, Offer, read_offers
from broadcaster.voices.neural.staging import COPY, copy_in, put_in_place, staging, take_away

Progress = Callable[[int, int], None]
"""Told bytes done and in all."""


@dataclass(frozen=True)
class Proposal:
    """A voice somebody wants, and the terms they have to accept first."""

    name: str
    licences: tuple[Licence, ...]
    offer: Offer | None
    source: Path | None
    """The folder with both files; None fetches them."""


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
        model, config = _gathered(desk, proposal, place, progress)
        manifest = _judged(proposal, model, config, authority.person, as_rfc3339(desk.time.now()))
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


Staged = tuple[Path, Part]


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


def _judged(
    proposal: Proposal, model: Staged, config: Staged, person: str, moment: str
) -> Manifest:
    """Return the note of the voice; `NeuralError` when one of its files is not what it should be.

    What does not fit is removed, so that the next attempt starts afresh.
    """
    try:
        return _manifest(proposal, model, config, person, moment)
    except NeuralError:
        for path, _part in (model, config):
            path.unlink(missing_ok=True)
        raise


def _manifest(
    proposal: Proposal, model: Staged, config: Staged, person: str, moment: str
) -> Manifest:
    name, offer = proposal.name, proposal.offer
    if offer is not None:
        _hold_to(model[1], offer.model, model_name(name))
        _hold_to(config[1], offer.config, config_name(name))
    declared = offer.language if offer else name.partition("_")[0]
    found = config_file.read_config(
        config[0].read_bytes(), file=config_name(name), declared=declared
    )
    with model[0].open("rb") as file:
        if why := model_file.why_not_a_voice(file, model[1].size):
            raise NeuralError.does_not_fit(model_name(name), [why])
    titles = [licence.title for licence in proposal.licences]
    return Manifest(
        name=name,
        language=found.language,
        rate_hz=found.rate_hz,
        model=model[1],
        config=config[1],
        data_licence=titles[0],
        base_licence=titles[1] if offer else "",
        accepted_by=person,
        accepted_at=moment,
        repository=offer.repository if offer else "",
        revision=offer.revision if offer else "",
    )


def _hold_to(found: Part, wanted: Part, file: str) -> None:
    if found != wanted:
        raise NeuralError.not_the_file(file, wanted.sha256, found.sha256)
