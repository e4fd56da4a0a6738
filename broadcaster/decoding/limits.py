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
    cpu_s_per_mb: int = 20
    """And for each megabyte of it. Three hours of AMR are 7 MB and took 28 s, more on old boxes."""
    most_cpu_s: int = 900
    """However large it is: three hours of M4A are 170 MB and took 30 s."""
    waiting_s: int = 300
    """Wall clock beyond the processor time, while somebody waits for samples."""
    program: tuple[str, ...] = PROGRAM

    def cpu_s_for(self, size: int) -> int:
        """Return the processor time of a file of `size` bytes, in seconds."""
        return min(self.cpu_s + self.cpu_s_per_mb * size // MEGABYTE, self.most_cpu_s)


RECORDING = Limits()
ANSWER = Limits(longest_s=600)
"""Of what an online voice answers to one request; some speak slowly."""
