"""Where Piper lies on this machine, and how its helper is started. Imports nothing of it."""

import importlib.util
import sys
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from broadcaster.i18n import _
from broadcaster.voices.espeak_engine import HelperError

DISTRIBUTIONS = ("piper-tts", "onnxruntime")
PROGRAM = Path(__file__).with_name("helper.py")
MOST_MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of address space a helper may have; it needs a quarter of it."""


@dataclass(frozen=True)
class PiperEngine:
    """The installed engine, and once a voice is named, the command that runs it with that."""

    data: Path
    """eSpeak NG's data, which Piper brings along."""
    version: str
    program: Path = PROGRAM
    arguments: tuple[str, ...] = ()

    @classmethod
    def find(cls) -> "PiperEngine":
        """Return the installed engine; `HelperError` says how to install it."""
        try:
            piper, runtime = (version(name) for name in DISTRIBUTIONS)
        except PackageNotFoundError as error:
            raise _not_installed() from error
        spec = importlib.util.find_spec("piper")
        if spec is None or spec.origin is None:
            raise _not_installed()
        return cls(Path(spec.origin).parent / "espeak-ng-data", f"{piper}+onnxruntime-{runtime}")

    def of_voice(self, *arguments: str) -> "PiperEngine":
        """Return the same engine, set to one voice."""
        return replace(self, arguments=arguments)

    def command(self, data: str, timeout_s: int) -> list[str]:
        """Return how the helper is started; `data` is a path to its data that it can hold."""
        # Isolated, but with site packages: that is where the engine is.
        program = [sys.executable, "-I", str(self.program)]
        return [*program, data, str(timeout_s), str(MOST_MEMORY), *self.arguments]


def _not_installed() -> HelperError:
    return HelperError(
        _(
            "the package piper-tts is not installed; a technician installs it with "
            "`pip install broadcaster[neural]`, in a checkout with `make neural`"
        )
    )
