"""Whether a file is a list of other recordings, which says where sound is and holds none."""

_BEGINNINGS = (
    b"#extm3u", b"#extinf", b"[playlist]", b"ffconcat", b"<asx", b"<?wpl", b"<smil", b"[reference]",
    b"http:", b"https:", b"rtsp:", b"rtmp:", b"mms:", b"file:", b"concat:", b"subfile,", b"data:",
)  # fmt: skip


def is_list(head: bytes) -> bool:
    """Say whether a file that begins with `head` points to other files or addresses."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # from a text editor of Windows
        head = head.decode("utf-16", "ignore").encode()
    text = head.replace(b"\xef\xbb\xbf", b"").lstrip().lower()
    return text.startswith(_BEGINNINGS) or (text.startswith(b"<?xml") and b"<playlist" in text)
