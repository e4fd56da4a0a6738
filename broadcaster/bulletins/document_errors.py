"""What is refused about a document or another file that was brought as one."""

from broadcaster.bulletins.document_model import LARGEST_DOCUMENT_MB, Fault
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.i18n import _
from broadcaster.reading import LIMIT


class DocumentError(BulletinsError):
    """A file that was brought holds no text that can be taken from it."""

    @classmethod
    def refused(cls, name: str, fault: str, detail: str = "") -> "DocumentError":
        """Say why the text of a document was not taken; `fault` is a `Fault`."""
        return cls(_sentence(fault).format(name=name, kind=detail, limit=LIMIT))

    @classmethod
    def old_office(cls, name: str, protected: bool) -> "DocumentError":
        """Say that this is a container of Office 97-2003, or a newer file behind a password."""
        if protected:
            return cls.refused(name, Fault.ENCRYPTED)
        return cls(
            _(
                '"{name}" is in the format of Word or Excel 97-2003. Open it in Word or '
                "LibreOffice, save it as DOCX and bring that."
            ).format(name=name)
        )

    @classmethod
    def too_heavy(cls, name: str) -> "DocumentError":
        """Say that a document is larger than any that is read."""
        return cls(
            _(
                '"{name}" is larger than {limit} MB. Leave out its pictures, or bring what is to '
                "be said as plain text."
            ).format(name=name, limit=LARGEST_DOCUMENT_MB)
        )

    @classmethod
    def recording(cls, name: str) -> "DocumentError":
        """Say that a recording came where a text was awaited."""
        return cls(
            _('"{name}" is a recording and no text. Bring it as a recording.').format(name=name)
        )


def _sentence(fault: str) -> str:
    sentences = {
        Fault.DAMAGED: _(
            '"{name}" is damaged and cannot be opened as a document. Open it in the program it '
            "comes from, save it again and bring that."
        ),
        Fault.ENCRYPTED: _(
            '"{name}" is protected with a password. Save it without the password and bring that.'
        ),
        Fault.MISSING: _(
            '"{name}" cannot be opened: the part {kind} is missing from this installation. Call '
            "the technician, or bring what is to be said as plain text."
        ),
        Fault.NO_TEXT: _(
            '"{name}" is a document without any text. Check that it is the right file, or type '
            "the text."
        ),
        Fault.OTHER: _(
            '"{name}" is a file of the kind {kind}, and no Word document. Save what is to be '
            "said as DOCX or as plain text and bring that."
        ),
        Fault.SCAN: _(
            '"{name}" is a scan: pictures without text. Type the text, or ask for the Word file.'
        ),
        Fault.TOO_LONG: _(
            '"{name}" holds more than {limit} characters; so many are not read at once. Divide '
            "it into several bulletins."
        ),
        Fault.TOO_MUCH: _(
            '"{name}" takes more time or memory than a document may, so reading it was stopped. '
            "Save what is to be said as plain text and bring that."
        ),
        Fault.UNPACKS: _(
            '"{name}" unpacks to far more than a document holds, so it was not opened. Ask for '
            "it as plain text."
        ),
    }
    return sentences.get(Fault(fault), sentences[Fault.DAMAGED])
