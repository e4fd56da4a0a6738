"""How much of this machine one file of a stranger may take."""

from dataclasses import dataclass

from broadcaster.decoding.samples import LONGEST_S

PROGRAM = ("-P", "-B", "-X", "utf8", "-m", "broadcaster.decoding.reader")
"""What reads it, as arguments of the interpreter."""
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """The bounds of one reading. What a healthy file needs lies far below each of them."""

    longest_s: int = LONGEST_S
    memory_bytes: int = 512 * MEGABYTE
    """Address space beyond what the interpreter and its codecs have."""
    cpu_s: int = 60
    """Processor time for a small file."""
    cpu_s_per_mb: int = 4
    """And for each megabyte of it; an old box needs less than one."""
    waiting_s: int = 300
    """Wall clock beyond the processor time, while somebody waits for samples."""
    program: tuple[str, ...] = PROGRAM

    def cpu_s_for(self, size: int) -> int:
        """Return the processor time of a file of `size` bytes, in seconds."""
        return self.cpu_s + self.cpu_s_per_mb * size // MEGABYTE


RECORDING = Limits()
ANSWER = Limits(longest_s=600)
"""Of what an online voice answers to one request; some speak slowly."""
