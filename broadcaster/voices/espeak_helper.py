"""The process that runs eSpeak NG: a program of its own, never imported by the rest.

eSpeak NG is not thread-safe, and within one process only its first call is repeatable. So this
process imports ctypes and the standard library only, initialises the library, never speaks
itself, and forks one child for each sentence: every sentence is a first call. A child limits its
memory, processor time and files before it speaks; how long it may take and how much it may say is
kept from outside. One that crashes, hangs, floods or swells costs one sentence.

Started as `python -I -S espeak_helper.py LIBRARY DATA JOBS TIMEOUT_S`. Requests come on stdin,
one JSON object a line: {"n", "voice", "text", "rate", "pitch", "volume"}. On stdout stands first
{"version", "rate_hz"}, then for each request, in the order in which they finish,
{"n", "bytes", "marks"} with that many bytes of s16le mono after it, or {"n", "error"}. A mark is
[character of the text, from 0; sample at which the word there begins], in the order of the text.
It ends when stdin does. Keep its own text to English codes: it has no catalogue.
"""

import ctypes
import json
import os
import resource
import selectors
import signal
import sys
import time
from pathlib import Path

SYNCHRONOUS = 2  # audio comes through the callback, and the call returns when all is spoken
DONT_EXIT = 0x8000  # a bad data folder is an error code, not exit()
RATE, VOLUME, PITCH = 1, 2, 3
UTF8 = 1
SEED = 1  # of the breath and roughness some speakers have; the library takes the time of day
POSITION_CHARACTER = 1
LIST_ENDS, WORD = 0, 1  # kinds of event
MOST_BYTES = 64 * 1024 * 1024  # about 25 minutes: a runaway child must not fill the memory
MOST_SAID = MOST_BYTES + 1024 * 1024  # with the marks
MEMORY_BYTES = 512 * 1024 * 1024  # over what it is born with: the samples are copied a few times
MOST_FILES = 32  # the data of a voice are opened when it speaks
LINGERING_S = 2  # until one that does not hear its alarm is killed
MOST_MARKS = 10_000  # ten for each character it may be given


class Event(ctypes.Structure):
    """`espeak_EVENT` of speak_lib.h. `text_position` counts characters from 1."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position_ms", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event)
)


class Engine:
    """The library, initialised once and never spoken with in this process."""

    def __init__(self, library: str, data: str) -> None:
        self.library = ctypes.CDLL(library)
        self.rate_hz = self.library.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), DONT_EXIT)
        self.library.espeak_Info.restype = ctypes.c_char_p
        found = ctypes.c_char_p()
        self.version = self.library.espeak_Info(ctypes.byref(found)).decode()
        # With a data path over its limit the library reports another folder and still says yes.
        used = Path((found.value or b"").decode())
        if self.rate_hz <= 0 or not used.exists() or not used.samefile(data):
            raise SystemExit("no-data")

    def speak(self, request: dict[str, object], timeout_s: int) -> tuple[bytes, list[list[int]]]:
        """Speak one sentence; return its samples and marks. Once in a process, in a child."""
        samples, marks = bytearray(), list[list[int]]()

        def receive(chunk: object, count: int, events: object) -> int:
            if chunk and count > 0:
                samples.extend(ctypes.string_at(chunk, 2 * count))  # type: ignore[arg-type]
            marks.extend(word_marks(events, MOST_MARKS - len(marks)))
            return 1 if len(samples) > MOST_BYTES else 0

        callback = CALLBACK(receive)
        # Only now: under MemoryDenyWriteExecute= libffi gets a callback's memory by writing a file.
        # It is not made before the fork either, because children would share that file.
        limit_itself(timeout_s)
        self.library.espeak_ng_SetRandSeed(ctypes.c_long(SEED))
        self.library.espeak_SetSynthCallback(callback)
        if self.library.espeak_SetVoiceByName(str(request["voice"]).encode()) != 0:
            os._exit(3)
        for parameter, name in ((RATE, "rate"), (VOLUME, "volume"), (PITCH, "pitch")):
            self.library.espeak_SetParameter(parameter, int(str(request[name])), 0)
        text = str(request["text"]).encode() + b"\0"
        self.library.espeak_Synth(text, len(text), 0, POSITION_CHARACTER, 0, UTF8, None, None)
        self.library.espeak_Synchronize()
        if len(samples) > MOST_BYTES:
            os._exit(4)
        return bytes(samples), marks


def word_marks(events: object, most: int) -> list[list[int]]:
    """Return [character, sample] of each word that a list of events tells of."""
    marks: list[list[int]] = []
    for number in range(most if events else 0):
        event: Event = events[number]  # type: ignore[index]
        if event.type == LIST_ENDS:
            break
        if event.type == WORD:
            marks.append([event.text_position - 1, event.sample])
    return marks


TOO_LONG = {signal.SIGALRM, signal.SIGXCPU}
FAILURES = {1: "child-failed", 3: "no-such-voice", 4: "too-much-sound", 5: "no-memory"}


def limit_itself(timeout_s: int) -> None:
    """Lower the limits of this process, a child that is about to speak, for good."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limits = (
        (resource.RLIMIT_AS, pages * resource.getpagesize() + MEMORY_BYTES),
        (resource.RLIMIT_CPU, timeout_s),
        (resource.RLIMIT_NOFILE, MOST_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, value in limits:
        hard = resource.getrlimit(kind)[1]
        lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # The soft limit alone ends it with a signal that says why.
        resource.setrlimit(kind, (lowest, lowest + 1 if kind == resource.RLIMIT_CPU else lowest))


class Child:
    """One sentence being spoken in a process of its own."""

    def __init__(self, engine: Engine, request: dict[str, object], timeout_s: int) -> None:
        self.number = request["n"]
        self.said = bytearray()
        """The marks as a line of JSON, then the samples."""
        self.deadline = time.monotonic() + timeout_s + LINGERING_S  # noqa: TID251 - imports nothing
        self.stopped = ""
        """Why it was killed from here; empty when it was not."""
        self.reader, writer = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self._speak(engine, request, writer, timeout_s)
        os.close(writer)

    def _speak(
        self, engine: Engine, request: dict[str, object], writer: int, timeout_s: int
    ) -> None:
        signal.alarm(timeout_s)  # its default action ends this child, wherever it hangs
        try:
            samples, marks = engine.speak(request, timeout_s)
            rest = memoryview(json.dumps(marks).encode() + b"\n" + samples)
            while rest:
                rest = rest[os.write(writer, rest) :]
        except MemoryError:
            os._exit(5)
        except BaseException:
            os._exit(1)
        os._exit(0)

    def read(self) -> bool:
        """Take what it has written; False when it has finished."""
        chunk = os.read(self.reader, 1 << 20)
        self.said += chunk
        if len(self.said) > MOST_SAID:
            self.stop("too-much-sound")
        return bool(chunk) and not self.stopped

    def stop(self, why: str) -> None:
        """Kill it, and forget what it said."""
        self.stopped = why
        self.said.clear()
        os.kill(self.pid, signal.SIGKILL)

    def close(self) -> str:
        """Wait for it and return an English code of what went wrong, or an empty text."""
        os.close(self.reader)
        status = os.waitpid(self.pid, 0)[1]
        if self.stopped:
            return self.stopped
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            return "timed-out" if number in TOO_LONG else f"crashed-signal-{number}"
        code = os.WEXITSTATUS(status)
        return FAILURES.get(code, f"exit-{code}") if code else ""


class Desk:
    """Takes requests while a job is free, and answers as the children finish."""

    def __init__(self, engine: Engine, jobs: int, timeout_s: int) -> None:
        self.engine, self.jobs, self.timeout_s = engine, jobs, timeout_s
        self.waiting = bytearray()
        self.children = 0
        self.open = True
        self.selector = selectors.DefaultSelector()
        self.selector.register(sys.stdin.fileno(), selectors.EVENT_READ)

    def serve(self) -> None:
        """Work until stdin has ended and every answer is written."""
        while self.open or self.children or b"\n" in self.waiting:
            self._start_children()
            for key, _events in self.selector.select(LINGERING_S if self.children else None):
                if key.data is None:
                    self._take_requests()
                elif not key.data.read():
                    self._finish(key.data)
            self._stop_overdue()

    def _stop_overdue(self) -> None:
        now = time.monotonic()  # noqa: TID251 - this program imports nothing of ours
        children = [key.data for key in self.selector.get_map().values() if key.data]
        for child in children:
            if child.deadline < now:
                child.stop("timed-out")
                self._finish(child)

    def _start_children(self) -> None:
        while self.children < self.jobs and b"\n" in self.waiting:
            line, _, rest = bytes(self.waiting).partition(b"\n")
            self.waiting = bytearray(rest)
            child = Child(self.engine, json.loads(line), self.timeout_s)
            self.selector.register(child.reader, selectors.EVENT_READ, child)
            self.children += 1

    def _take_requests(self) -> None:
        chunk = os.read(sys.stdin.fileno(), 1 << 16)
        self.waiting += chunk
        if not chunk:
            self.open = False
            self.selector.unregister(sys.stdin.fileno())

    def _finish(self, child: Child) -> None:
        self.selector.unregister(child.reader)
        self.children -= 1
        error = child.close()
        if error:
            answer({"n": child.number, "error": error})
        else:
            marks, _, samples = bytes(child.said).partition(b"\n")
            told = {"n": child.number, "bytes": len(samples), "marks": json.loads(marks)}
            answer(told, samples)


def answer(header: dict[str, object], body: bytes = b"") -> None:
    """Write one answer to stdout."""
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def main() -> None:
    """Initialise, greet, serve."""
    library, data, jobs, timeout_s = sys.argv[1:5]
    engine = Engine(library, data)
    # A second thread would make every fork a gamble, and the sentences unrepeatable.
    threads = len(list(Path("/proc/self/task").iterdir()))
    if threads != 1:
        raise SystemExit(f"{threads}-threads")
    answer({"version": engine.version, "rate_hz": engine.rate_hz})
    Desk(engine, int(jobs), int(timeout_s)).serve()


if __name__ == "__main__":
    main()
