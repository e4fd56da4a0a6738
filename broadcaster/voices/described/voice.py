"""A voice behind a description: asks the service sentence by sentence, within the usual limits.

Like every voice that sends text out of the house it is off until an approver enables it for the
unit, and a leave holds only for the host that the approver was told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from broadcaster.timebase import TimeSource
from broadcaster.voices.described.answer import speech_in
from broadcaster.voices.described.model import Description
from broadcaster.voices.described.secret_file import masked, read_secret
from broadcaster.voices.described.template import request_for
from broadcaster.voices.errors import VoicesError
from broadcaster.voices.exchange import Request, reach
from broadcaster.voices.failure import ServiceError, by_status
from broadcaster.voices.model import (
    LONGEST_SENTENCE,
    Parameters,
    Speech,
    SpokenSentence,
    VoiceKind,
)
from broadcaster.voices.online_service import RATE_HZ, decode_answer, require_whole
from broadcaster.voices.patience import Errand, Limits
from broadcaster.voices.redirect import follow, require_place
from broadcaster.voices.sentences import divide


@dataclass(frozen=True)
class DescribedVoice:
    """One described voice. Its secret is read when it is asked, and kept nowhere."""

    description: Description
    keys: Path
    limits: Limits
    time: TimeSource
    station: str = ""

    kind = VoiceKind.ONLINE
    engine = "http"

    @property
    def id(self) -> str:
        """The id in the description, which is the name of its file."""
        return self.description.id

    @property
    def engine_version(self) -> str:
        """What the description calls its version."""
        return self.description.version

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is described for."""
        return self.description.languages

    @property
    def licence(self) -> str:
        """The terms the description states."""
        return self.description.licence

    @property
    def parameters(self) -> Parameters:
        """Those of the description, and a hash of all that is asked for."""
        return {**self.description.parameters, "description": self.description.digest}

    @property
    def sends_to(self) -> str:
        """The service's host, and who runs it."""
        owner = self.description.owner
        return f"{self.description.host} ({owner})" if owner else self.description.host

    def can_speak(self, language: str) -> bool:
        """Say whether it is described for the language."""
        return language in self.languages

    def check(self) -> str | None:
        """Say whether its key can be read and its service reached; no text is sent."""
        try:
            self._secret()
        except ServiceError as error:
            return str(error)
        return reach(self.description.url, self.limits.request_s)

    def speak(self, sentences: Sequence[SpokenSentence]) -> Iterator[Speech]:
        """Give one `Speech` per sentence, in order, within the limit for a bulletin."""
        errand = Errand(self.time, self.limits, f"{self.station} {self.id}")
        for sentence in sentences:
            if len(sentence.text) > LONGEST_SENTENCE:
                raise VoicesError.too_long(self.id, sentence.text, LONGEST_SENTENCE)
            if not self.can_speak(sentence.language):
                raise VoicesError.cannot_speak(self.id, sentence.language, sentence.text)
            yield self._spoken(errand, sentence)

    def _spoken(self, errand: Errand, sentence: SpokenSentence) -> Speech:
        if not any(sign.isalnum() for sign in sentence.text):
            return Speech(b"", RATE_HZ)
        secret = ""
        try:
            secret = self._secret()
            pieces = divide(sentence.text, self.description.longest_text)
            parts = [self._piece(errand, piece, sentence.language, secret) for piece in pieces]
        except ServiceError as error:
            reason = masked(str(error), secret)
            # Without its cause: a traceback would show what the service repeated.
            raise VoicesError.sentence_failed(self.id, sentence.text, reason) from None
        return Speech(b"".join(parts), RATE_HZ)

    def _piece(self, errand: Errand, text: str, language: str, secret: str) -> bytes:
        """Ask for one piece; where the answer is an address, fetch what will lie there."""
        request = request_for(self.description, text, language, secret)

        def ask(until: int) -> bytes | str:
            answer = follow(request, (), self.time, until)
            found = speech_in(answer, self.description.answer, self.time.now())
            return found if isinstance(found, str) else _decoded(found, text)

        found = errand.ask(text, ask)
        if isinstance(found, bytes):
            return found
        return self._fetched(errand, self._fetching(request, found), text)

    def _fetched(self, errand: Errand, wanted: Request, text: str) -> bytes:
        speaking = self.description.answer

        def fetch(until: int) -> bytes | None:
            answer = follow(wanted, speaking.hosts, self.time, until)
            if answer.status in speaking.not_ready:
                return None
            if answer.status != 200:
                raise by_status(answer.status, answer.headers, self.time.now())
            return _decoded(answer.body, text)

        return errand.poll(
            lambda _until: errand.ask(wanted.url, fetch),
            speaking.ask_every_s,
            speaking.ready_within_s,
        )

    def _fetching(self, asked: Request, address: str) -> Request:
        """Return the request for the file; the key goes along to the service's own origin only."""
        url = urljoin(self.description.url, address)
        require_place(url, {self.description.host, *self.description.answer.hosts})
        home, there = urlsplit(self.description.url), urlsplit(url)
        at_home = (home.scheme, home.netloc) == (there.scheme, there.netloc)
        kept = {name: one for name, one in asked.headers.items() if name != "Content-Type"}
        return Request("GET", url, kept if at_home else {})

    def _secret(self) -> str:
        return read_secret(self.keys, self.description.secret) if self.description.secret else ""


def _decoded(audio: bytes, text: str) -> bytes:
    pcm = decode_answer(audio)
    require_whole(pcm, text)
    return pcm
