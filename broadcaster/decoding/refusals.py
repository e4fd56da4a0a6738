"""Which sentence belongs to which fault of the process that decodes."""

from collections.abc import Callable, Mapping

from broadcaster.decoding.errors import DecodingError

_SENTENCES: Mapping[str, Callable[[str], DecodingError]] = {
    "ends-early": DecodingError.ends_early,
    "no-sound": DecodingError.no_sound,
    "unknown-coding": DecodingError.unknown_coding,
    "too-much-memory": DecodingError.too_much_memory,
    "too-much-time": DecodingError.too_much_time,
    "crashed": DecodingError.crashed,
}


def refusal(what: str, fault: str, detail: str = "", longest_s: int = 0) -> DecodingError:
    """Return the refusal of a file that the person calls `what`."""
    if fault in _SENTENCES:
        return _SENTENCES[fault](what)
    if fault == "too-long":
        return DecodingError.too_long(what, longest_s)
    if fault == "impossible":
        return DecodingError.impossible(what, detail)
    return DecodingError.no_recording(what)
