"""Where samples go: one Protocol, the built-in outputs, and those other packages bring.

An output is named `kind[:argument]`, as in the settings or after `--output`. Other packages add
kinds under the entry point group `broadcaster.outputs`: a callable that takes the argument and
returns an `Output`. One that cannot be loaded is left out; naming it is a refusal.
"""

from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path

from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.outputs.alsa import AlsaOutput
from broadcaster.playout.outputs.file import FileOutput
from broadcaster.playout.outputs.icecast import IcecastOutput
from broadcaster.playout.outputs.model import Opening, Output
from broadcaster.playout.outputs.null import NullOutput
from broadcaster.playout.outputs.pipe import PipeOutput
from broadcaster.playout.outputs.pulse import PulseOutput
from broadcaster.playout.outputs.rtp import RtpOutput

GROUP = "broadcaster.outputs"
BUILT_IN: Mapping[str, Callable[[str], Output]] = {
    "file": FileOutput,
    "null": NullOutput,
    "alsa": AlsaOutput,
    "pipe": PipeOutput,
    "pulse": PulseOutput,
    "rtp": RtpOutput,
}
OWN_CLOCK = ("alsa", "pulse")
"""Kinds that play in their own time."""

__all__ = ["Opening", "Output", "has_own_clock", "make_output", "output_kinds"]


def has_own_clock(spec: str) -> bool:
    """Say whether the output that `spec` names plays in its own time, as far as its kind tells."""
    return spec.partition(":")[0] in OWN_CLOCK


def output_kinds(keys: Path | None = None) -> dict[str, Callable[[str], Output]]:
    """Return every kind of output by name; a built-in one is never replaced.

    `keys` is the folder of the home in which a password may lie.
    """
    kinds: dict[str, Callable[[str], Output]] = {}
    for entry in entry_points(group=GROUP):
        try:
            kinds[entry.name] = entry.load()
        except Exception:  # noqa: S112 - another package's fault; the station must still start
            continue
    return {**kinds, **BUILT_IN, "icecast": partial(IcecastOutput, keys=keys)}


def make_output(spec: str, keys: Path | None = None) -> Output:
    """Return the output that `spec` names, not yet opened. `PlayoutError` when there is none."""
    kind, _, argument = spec.partition(":")
    kinds = output_kinds(keys)
    if kind not in kinds:
        raise PlayoutError.unknown_output(spec, sorted(kinds))
    return kinds[kind](argument)
