"""How a relay's source is opened: by which protocols and forms, and for how long it is waited for.

Pure. A source may send its listener elsewhere, by a redirect or a playlist; what is not named here
is not followed, so nothing on this box can be asked for from outside.
"""

from dataclasses import dataclass
from pathlib import Path

from broadcaster.bulletins.relay import FILE

NETWORK = {
    "http": "http,https,tcp,tls,crypto",
    "https": "https,tcp,tls,crypto",
    "udp": "udp",
    "rtp": "rtp,udp",
}
"""Scheme -> protocols that may take part. A page that was asked for by TLS leads to TLS only."""
FORMS = "mp3,aac,ogg,flac,mpegts,mov,wav,w64,aiff,caf,ac3,matroska,asf,rtp,amr"
PLAYLIST = "hls"
LOOPBACK = "loopback:"
"""Begins an input that a technician named; no approved window can."""
SILENT_US = 4_000_000
"""So long a connection may say nothing; the player connects anew after it."""
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")


@dataclass(frozen=True)
class Way:
    """What the decoder opens, and its options."""

    address: str
    options: tuple[tuple[str, str], ...]


def way_to(source: str) -> Way:
    """Return how to open a source as an approved window names it, a sound input apart."""
    if source.startswith(FILE):
        allowed = (("protocol_whitelist", "file"), ("format_whitelist", FORMS))
        return Way(source.removeprefix(FILE), allowed)
    protocols = NETWORK.get(source.partition(":")[0].lower(), "none")
    return Way(
        source,
        (
            ("protocol_whitelist", protocols),
            ("format_whitelist", f"{PLAYLIST},{FORMS}"),
            ("rw_timeout", str(SILENT_US)),
            ("tls_verify", "1"),
            ("ca_file", str(AUTHORITIES)),
            ("user_agent", "broadcaster"),
        ),
    )
