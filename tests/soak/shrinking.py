"""A text that breaks a law, shortened while it still breaks the same one."""

from collections.abc import Callable


def shrunk(text: str, breaks: Callable[[str], bool]) -> str:
    """Return `text` without any stretch it can do without: first halves, at last characters."""
    size = len(text) // 2
    while size:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if breaks(shorter):
                text = shorter
            else:
                at += size
        size //= 2
    return text
