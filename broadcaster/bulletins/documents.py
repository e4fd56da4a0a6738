"""A stranger's document, read by a process of its own that limits itself.

This side looks at no more than the first bytes and the answer. The child is exec'd, never forked
from here, since other threads may run; it is killed when the wall clock says so, and no more of
its answer is read than a text at its limit takes.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from typing import IO

from broadcaster.bulletins.document_errors import DocumentError
from broadcaster.bulletins.document_model import Document, Fault
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.reading import LIMIT

LONGEST_S = 30
_PROGRAM = ("-P", "-B", "-X", "utf8", "-m", "broadcaster.bulletins.document_reader")
_LARGEST_ANSWER = 12 * LIMIT + 100_000
"""JSON writes one character in twelve bytes at most; and there is a list of pages."""
_INHERITED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "TZ")


def read_document(data: bytes, name: str, *, longest_s: float = LONGEST_S) -> Document:
    """Return the text of a DOCX or PDF; `BulletinsError` says in a sentence why there is none.

    `name` is what the person calls the file. Blocks for `longest_s` seconds at most.
    """
    try:
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            child = _started(file)
            answer = _answer(child, longest_s)
    except OSError as error:  # no room for the copy, or for another process
        raise BulletinsError.unreadable(name, error.strerror or str(error)) from error
    return _understood(answer, child.returncode, name)


def _started(document: IO[bytes]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, *_PROGRAM],
        stdin=document,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={key: os.environ[key] for key in _INHERITED if key in os.environ},
    )


def _answer(child: "subprocess.Popen[bytes]", longest_s: float) -> bytes:
    """Return what the child says within its time; when this returns it has ended."""
    watch = threading.Timer(longest_s, child.kill)
    watch.daemon = True
    watch.start()
    try:
        with child:
            said = child.stdout.read(_LARGEST_ANSWER + 1) if child.stdout else b""
            if len(said) > _LARGEST_ANSWER:
                child.kill()
            return said
    finally:
        watch.cancel()


def _understood(answer: bytes, code: int, name: str) -> Document:
    """Make the answer a document. A child that was stopped by a signal took too much."""
    if code < 0:
        raise DocumentError.refused(name, Fault.TOO_MUCH)
    try:
        said = json.loads(answer)
        if "fault" in said:
            raise DocumentError.refused(name, said["fault"], said["detail"])
        return Document(said["kind"], said["text"], said["parts"], tuple(said["pictures"]))
    except (ValueError, KeyError, TypeError) as error:
        raise DocumentError.refused(name, Fault.TOO_MUCH) from error
