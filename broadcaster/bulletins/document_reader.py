"""The process that opens documents of strangers: `python -m broadcaster.bulletins.document_reader`.

The document comes on stdin. One JSON object goes to stdout, {"kind", "text", "parts", "pictures"}
or {"fault", "detail"}, in English codes. Before it imports a parser the process limits itself:
memory, processor time, few open files, and not one byte into any file. A parser that is overrun
takes nothing with it. The parent keeps the wall clock.
"""

import io
import json
import resource
import sys
from dataclasses import asdict

from broadcaster.bulletins.document_model import (
    LARGEST_DOCUMENT_MB,
    Document,
    Fault,
    Refused,
    document_kind,
)

LIMITS = (
    (resource.RLIMIT_AS, 1 << 30),
    (resource.RLIMIT_CPU, 20),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_NOFILE, 32),
    (resource.RLIMIT_CORE, 0),
)
"""Bytes, seconds, bytes, files, bytes."""


def limit_itself() -> None:
    """Lower the limits of this process for good; one that is lower already stays."""
    for kind, value in LIMITS:
        _, hard = resource.getrlimit(kind)
        lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (lowest, lowest))


def read_document(data: bytes) -> Document:
    """Return the text of a DOCX or PDF; raises `Refused`, whatever happens in the parser."""
    try:
        return _read(data)
    except Refused:
        raise
    except ModuleNotFoundError as error:
        raise Refused(Fault.MISSING, error.name or "") from error
    except (MemoryError, ImportError) as error:  # a library that can't be mapped is an ImportError
        raise Refused(Fault.TOO_MUCH) from error
    except Exception as error:
        # Parsers of damaged files raise anything, from KeyError to RecursionError.
        raise Refused(Fault.DAMAGED) from error


def _read(data: bytes) -> Document:
    if document_kind(data[:1024]) == "docx":
        from broadcaster.bulletins.word_document import read_word

        return read_word(io.BytesIO(data))
    from broadcaster.bulletins.pdf_document import read_pdf

    return read_pdf(io.BytesIO(data))


def _plain(text: str) -> str:
    """Drop what no text holds: NULs and halves of characters."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def main() -> None:
    """Read stdin, answer on stdout."""
    limit_itself()
    answer: dict[str, object]
    try:
        found = read_document(sys.stdin.buffer.read(LARGEST_DOCUMENT_MB * 1_000_000))
        answer = asdict(found) | {"text": _plain(found.text)}
    except Refused as refused:
        answer = {"fault": refused.fault, "detail": refused.detail}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
