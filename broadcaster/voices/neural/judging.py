"""Whether two files are the voice that was proposed, and the note that is written if they are."""

from dataclasses import dataclass
from pathlib import Path

from broadcaster.voices.neural import config_file, model_file
from broadcaster.voices.neural.errors import NeuralError
from broadcaster.voices.neural.manifest import Manifest, Part
from broadcaster.voices.neural.names import config_name, model_name
from broadcaster.voices.neural.offered import Licence, Offer

Staged = tuple[Path, Part]
"""A file that waits to be put in place, and what it is."""


@dataclass(frozen=True)
class Proposal:
    """A voice somebody wants, and the terms they have to accept first."""

    name: str
    licences: tuple[Licence, ...]
    offer: Offer | None
    source: Path | None
    """The folder with both files; None fetches them."""


def judge(proposal: Proposal, model: Staged, config: Staged, person: str, moment: str) -> Manifest:
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
