"""How a relay's source is opened: by which protocols and forms, and for how long it is waited for.

Pure. A source may send its listener elsewhere, by a redirect or a playlist; what is not named here
is not followed, so nothing on this box can be asked for from outside.
"""

from dataclasses import dataclass
from pathlib import Path

from broadcaster.bulletins.relay import DEVICE, FILE

NETWORK = {
    "http": "http,https,tcp,tls,crypto",
    "https": "https,tcp,tls,crypto",
    "udp": "udp",
    "rtp": "rtp,udp",
}
"""Scheme -> protocols that may take part. A page that was asked for by TLS leads to TLS only."""
FORMS = "hls,mp3,aac,ogg,flac,mpegts,mov,wav,w64,aiff,caf,ac3,matroska,asf,rtp,amr"
PULSE = "pulse"
"""Sound input `pulse` or `pulse:SOURCE`: what PulseAudio or PipeWire hears."""
PULSE_PROGRAM = "parec"
SILENT_US = 4_000_000
"""So long a connection may say nothing; the player connects anew after it."""
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")


@dataclass(frozen=True)
class Way:
    """What the decoder is told. A `program` writes the samples; else `address` is opened."""

    address: str
    form: str = ""
    """The form it must have, where it has no header that says so."""
    options: tuple[tuple[str, str], ...] = ()
    program: tuple[str, ...] = ()


def way_to(source: str, rate_hz: int) -> Way:
    """Return how to open a source as an approved window names it."""
    if source.startswith(DEVICE):
        return _input(source.removeprefix(DEVICE), rate_hz)
    if source.startswith(FILE):
        allowed = (("protocol_whitelist", "file"), ("format_whitelist", FORMS.replace("hls,", "")))
        return Way(source.removeprefix(FILE), options=allowed)
    return Way(source, options=(*_allowed(source), *_patience()))


def _input(name: str, rate_hz: int) -> Way:
    if name.partition(":")[0] != PULSE:
        return Way(name, "alsa", (("sample_rate", str(rate_hz)),))
    wanted = name.partition(":")[2]
    words = ("--raw", "--format=s16le", f"--rate={rate_hz}", "--channels=1", "--latency-msec=50")
    chosen = (f"--device={wanted}",) if wanted else ()
    raw = (("sample_rate", str(rate_hz)), ("ch_layout", "mono"))
    return Way("", "s16le", raw, (PULSE_PROGRAM, *words, *chosen))


def _allowed(source: str) -> tuple[tuple[str, str], ...]:
    protocols = NETWORK.get(source.partition(":")[0].lower(), "")
    return (("protocol_whitelist", protocols or "none"), ("format_whitelist", FORMS))


def _patience() -> tuple[tuple[str, str], ...]:
    return (
        ("rw_timeout", str(SILENT_US)),
        ("tls_verify", "1"),
        ("ca_file", str(AUTHORITIES)),
        ("user_agent", "broadcaster"),
    )
