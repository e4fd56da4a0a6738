"""A script into a take, in one voice: sentences, their pauses, and where each of them ends."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadcaster.production.ahead import ahead
from broadcaster.production.errors import ProductionError
from broadcaster.production.resampling import at_cut_rate
from broadcaster.production.sentence_store import SentenceStore
from broadcaster.production.take import Take
from broadcaster.production.timing import Timing
from broadcaster.reading.breath import CLAUSE_PAUSE_MS, breaths
from broadcaster.reading.languages import other_letters
from broadcaster.reading.model import Script, Sentence
from broadcaster.voices import Speech, SpokenSentence, Voice, VoicesError
from broadcaster.voices.sentences import divide

SHORTEST_S = 0.02
"""What a voice gives for a line without a single speakable sign."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Piece:
    """What is said in one breath, or as much of it as a voice takes, and the silence after it."""

    sentence: SpokenSentence
    pause_ms: int
    ends_sentence: bool


def pieces_of(script: Script) -> list[Piece]:
    """Return what is to be said, in order. `ProductionError` when that is nothing."""
    pieces: list[Piece] = []
    for line in script.spoken_sentences:
        pieces += _pieces(line)
    if not any(_is_speakable(piece.sentence) for piece in pieces):
        raise ProductionError.nothing_to_say()
    return pieces


def _pieces(line: Sentence) -> list[Piece]:
    """Part a line where its marks have it breathe, and where the voice can take no more."""
    parts = [part for breath in breaths(line.spoken) for part in divide(breath)]
    last = len(parts) - 1
    return [
        Piece(
            SpokenSentence(text, line.language),
            line.pause_ms if number == last else CLAUSE_PAUSE_MS,
            number == last,
        )
        for number, text in enumerate(parts)
    ]


def speak(
    script: Script,
    voice: Voice,
    store: SentenceStore,
    take: Take,
    progress: Progress | None = None,
) -> Timing:
    """Fill `take` with the script in `voice`, and finish it; return what sounds where in it.

    Only sentences that are not stored yet are spoken. `VoicesError` when the voice fails: then
    the take is of no use, because a bulletin is never in two voices.
    """
    pieces, timing = pieces_of(script), Timing(script)
    _refuse_unspeakable(pieces, voice)
    spoken = _speeches(pieces, voice, store, progress or _unheard)
    for number, (piece, speech) in enumerate(zip(pieces, spoken, strict=True), start=1):
        begin = take.samples
        take.add_speech(speech)
        timing.note(piece.sentence.text, speech, begin, take.samples)
        if piece.ends_sentence:
            take.end_sentence()
            timing.end_sentence()
        if number < len(pieces):
            take.add_silence(piece.pause_ms)
    take.finish()
    return timing


def speak_line(line: Sentence, voice: Voice, store: SentenceStore) -> list[Speech]:
    """Return one line as `speak` would say it, without its pause; kept for the whole bulletin.

    `VoicesError` when the voice fails.
    """
    pieces = _pieces(line)
    _refuse_unspeakable(pieces, voice)
    out: list[Speech] = []
    for speech in _speeches(pieces, voice, store, _unheard):
        out += [_silence(CLAUSE_PAUSE_MS, speech.rate_hz)] if out else []
        out.append(speech)
    return out


def _silence(duration_ms: int, rate_hz: int) -> Speech:
    return Speech(bytes(2 * (duration_ms * rate_hz // 1000)), rate_hz)


def _refuse_unspeakable(pieces: Sequence[Piece], voice: Voice) -> None:
    """Refuse a language the voice does not have before any is spoken: it would air as noise."""
    for piece in pieces:
        text, language = piece.sentence.text, piece.sentence.language
        if not voice.can_speak(language):
            raise VoicesError.cannot_speak(voice.id, language, text)
        if letters := other_letters(text, language):
            raise VoicesError.cannot_say_letters(voice.id, letters, text)


def _speeches(
    pieces: Sequence[Piece], voice: Voice, store: SentenceStore, progress: Progress
) -> Iterator[Speech]:
    """Give the speech of each piece in order; what is not stored is spoken now, and stored.

    The voice speaks on while a piece that is given is being used.
    """
    paths = store.paths(voice, (piece.sentence for piece in pieces))
    missing = [one for one, path in paths.items() if not store.has(voice, path)]
    spoken = set(paths).difference(missing)
    progress(len(spoken), len(paths))
    with ahead(_checked(voice, missing)) as coming:
        for piece in pieces:
            path = paths[piece.sentence]
            if piece.sentence in spoken:
                yield store.get(voice, path) or _kept(store, path, _spoken(voice, piece.sentence))
                continue
            spoken.add(piece.sentence)
            yield _kept(store, path, next(coming))
            progress(len(spoken), len(paths))


def _kept(store: SentenceStore, path: Path, speech: Speech) -> Speech:
    """Store a speech at the cut's rate, so that no later render has to resample it."""
    speech = at_cut_rate(speech)
    store.put(path, speech)
    return speech


def _spoken(voice: Voice, sentence: SpokenSentence) -> Speech:
    (speech,) = _checked(voice, [sentence])
    return speech


def _checked(voice: Voice, sentences: list[SpokenSentence]) -> Iterator[Speech]:
    """Refuse silence where words were asked for: speech is never dropped."""
    if not sentences:
        return
    for sentence, speech in zip(sentences, voice.speak(sentences), strict=True):
        if _is_speakable(sentence) and speech.samples < SHORTEST_S * speech.rate_hz:
            raise VoicesError.said_nothing(voice.id, sentence.text)
        yield speech


def _is_speakable(sentence: SpokenSentence) -> bool:
    return any(sign.isalnum() for sign in sentence.text)


def _unheard(_done: int, _of: int) -> None:
    """Take a report that nobody asked for."""
