"""Whether a file is a list of other recordings, which says where sound is and holds none."""

_BEGINNINGS = (
    b"#extm3u", b"#extinf", b"[playlist]", b"ffconcat", b"<asx", b"<?wpl", b"<smil", b"[reference]",
    b"http:", b"https:", b"rtsp:", b"rtmp:", b"mms:", b"file:", b"concat:", b"subfile,", b"data:",
    b"v=0\r\n", b"v=0\n",
)  # fmt: skip


def is_list(head: bytes) -> bool:
    """Say whether a file that begins with `head` points to other files or addresses."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # from a text editor of Windows
        head = head.decode("utf-16", "ignore").encode()
    text = head.replace(b"\xef\xbb\xbf", b"").lstrip().lower()
    if text.startswith(b"<?xml"):
        return any(sign in text for sign in (b"<playlist", b"<mpd", b"<smil"))
    return text.startswith(_BEGINNINGS)
