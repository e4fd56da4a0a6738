"""A cut's timing marks as captions: WebVTT, one cue a sentence, its words with their times.

https://www.w3.org/TR/webvtt1/ : a cue lasts, the times inside it rise and lie within it.
"""

from collections.abc import Iterator

from broadcaster.production.marks import Marks, TimedSentence

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def captions_of(marks: Marks) -> str:
    """Return the file. A sentence without words, as in a recording, gives no cue."""
    cues = [_cue(number, one) for number, one in enumerate(marks.sentences, 1) if one.words]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def _cue(number: int, sentence: TimedSentence) -> str:
    end_ms = max(sentence.end_ms, sentence.start_ms + 1)
    times = f"{_clock(sentence.start_ms)} --> {_clock(end_ms)}"
    return f"{number}\n{times}\n{' '.join(_words(sentence, end_ms))}"


def _words(sentence: TimedSentence, end_ms: int) -> Iterator[str]:
    reached_ms = sentence.start_ms
    for word in sentence.words:
        text = word.text.translate(_MARKUP)
        if reached_ms < word.place.begin < end_ms:
            reached_ms = word.place.begin
            text = f"<{_clock(reached_ms)}>{text}"
        yield text


def _clock(ms: int) -> str:
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
