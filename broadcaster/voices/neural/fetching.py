"""Both files of an offered voice, fetched to where files wait; what broke off stays there."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from broadcaster.timebase import TimeSource
from broadcaster.voices.neural.answers import AnswerError, LineError
from broadcaster.voices.neural.download import Download, Patience
from broadcaster.voices.neural.errors import NeuralError
from broadcaster.voices.neural.manifest import Part
from broadcaster.voices.neural.names import config_name, model_name
from broadcaster.voices.neural.offered import Offer
from broadcaster.voices.neural.staging import digest_of, require_room, writing


def fetch(
    offer: Offer, place: Path, time: TimeSource, patience: Patience | None = None
) -> Iterator[tuple[int, int]]:
    """Fetch what is missing of both files, the small one first; give bytes done and in all.

    Afterwards they lie at `staged_at`. `NeuralError` when the server or the line failed; what has
    come is then kept, and the next call goes on with it.
    """
    wanted = ((config_name(offer.name), offer.config), (model_name(offer.name), offer.model))
    require_room(place, sum(part.size for _file, part in wanted))
    before = 0
    for file, part in wanted:
        target = staged_at(place, part)
        download = Download(
            offer.base + file, offer.hosts, part.size, target, time, patience or Patience()
        )
        with _told(offer, file, place):
            for done in download.run():
                yield before + done, offer.size
        before += part.size


def staged_at(place: Path, part: Part) -> Path:
    """Return where a file with this hash waits; whatever revision it belongs to."""
    return place / f"{part.sha256}.part"


def staged(offer: Offer, place: Path) -> tuple[tuple[Path, Part], tuple[Path, Part]]:
    """Return both fetched files with what they really are, the model first."""
    model, config = (staged_at(place, part) for part in (offer.model, offer.config))
    with writing(place):
        return (model, digest_of(model)), (config, digest_of(config))


@contextlib.contextmanager
def _told(offer: Offer, file: str, place: Path) -> Iterator[None]:
    with writing(place):
        try:
            yield
        except AnswerError as error:
            raise NeuralError.not_fetched(file, offer.base, str(error)) from error
        except LineError as error:
            raise NeuralError.broke_off(file, offer.base, str(error)) from error
