"""Who may run a decoder in this process: the few that open files this station made itself."""

import re
from pathlib import Path

import broadcaster

HOUSE = Path(broadcaster.__file__).parent
OPENS = {
    "decoding/container.py": "the one that opens, for both sides",
    "playout/outputs/icecast_push.py": "writes what an Icecast mount is sent",
    "playout/relaying/reader.py": "hears a relay, in a process of its own",
    "playout/relaying/writer.py": "writes what was heard of it",
    "production/encoder.py": "writes a cut",
    "production/read_back.py": "reads the cut that was just encoded",
}
DECODES_OWN = {
    "bulletins/actions/exporting.py": "exports a cut of the cache",
    "playout/sound/cuts.py": "plays a cut whose hash it has verified",
    "production/bedding.py": "lays a bed of the cache under speech",
}
TAKES_APART = {
    "decoding/reader.py": "the process of its own",
    "decoding/samples.py": "decodes our own cuts",
    "playout/relaying/reader.py": "the process of a relay",
}


def users_of(pattern: str) -> set[str]:
    written = re.compile(pattern)
    return {
        path.relative_to(HOUSE).as_posix()
        for path in HOUSE.rglob("*.py")
        if written.search(path.read_text(encoding="utf-8"))
    }


def test_a_container_is_opened_in_these_places_only() -> None:
    assert users_of(r"\bav\.open\(|\bcontainer\.open\(") == set(OPENS)


def test_only_our_own_cuts_are_decoded_in_the_process_that_wants_them() -> None:
    assert users_of(r"import .*\bdecode_(to_bus|blocks)\b") == set(DECODES_OWN)


def test_the_opened_container_is_taken_apart_by_these_only() -> None:
    assert users_of(r"decoding\.container import|decoding import container") == set(TAKES_APART)


def test_nothing_else_brings_a_decoder_of_its_own() -> None:
    """The short clips of `production.clips` are made from samples, never from a file."""
    assert not users_of(r"AudioSegment\.from_|\bsoundfile\b|\bwave\.open\([^)]*\"rb?\"|ffprobe")
