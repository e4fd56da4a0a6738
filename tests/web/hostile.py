"""What a hostile visitor types, sends, and asks for. Each value holds `MARK` where it can."""

from collections.abc import Iterator
from urllib.parse import quote

from tests.web.pages_seen import MARK, SeenForm

BOUNDARY = "kheren"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
URLENCODED = "application/x-www-form-urlencoded"

TEXTS = (
    f'"><img src=x onerror={MARK}>',
    f"'><{MARK}>",
    f"<script>{MARK}</script>",
    f"</textarea></title><svg onload={MARK}><!--",
    f"javascript:{MARK}",
    "{{7*7}}{% raw %}" + MARK,
    "{0} {name} %s %(x)s %n " + MARK,
    f"../../../../etc/passwd{MARK}",
    f"..%2f%2e%2e/{MARK}\\..\\x",
    f"{MARK}\x00.docx",
    f"=cmd|' /C calc'!{MARK}",
    f"' OR 1=1; DROP TABLE bulletin; --{MARK}",
    f"\u202e{MARK}\u200b\u200d\ufeff\u0301\u0301",
    "\u0301" * 300,
    "\U0001f4a3" * 100 + MARK,
    "9" * 1900,
    "-1",
    "-99999999999999999999",
    "99999999999999999999",
    "1e309",
    "٣",
    "²",
    "01/01/0001",
    "31/12/9999",
    "0001-01-01",
    "9999-12-31T23:59:59-12:00",
    "25:99",
    "5:30:99",
    "1:1",
    "@last",
    "emergency",
    "administrator",
    "\r\nSet-Cookie: x=y",
    "\x1b[2J\x07\x7f\x85\u2028",
    "",
    " " * 50,
    "a" * 2001,
)
"""For a text field."""
HUGE = "ệ" * 350_000
"""A megabyte."""

HANDLES = (
    *(quote(text[:500], safe="") for text in TEXTS if text.strip()),
    "%2e%2e",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "..%5c..%5c",
    "%00",
    "%ff%fe",
    "%ed%a0%80",
    "a" * 3000,
    "0001.r1",
    "0001.r99",
    "0001.r99999999999999999999",
    "0001.r" + "9" * 4500,
    "0001.r%D9%A3",
    "%40last.r0",
)
"""For the place of a bulletin or line in an address, encoded already."""

QUERIES = (
    f"done={quote(TEXTS[0])}&why={quote(TEXTS[1])}&onward={quote(TEXTS[2])}",
    "line=-1&change=99999999999999999999999",
    "line=99999999999999999999",
    f"line={quote(TEXTS[0])}",
    "line=" + "9" * 4500,
    "done=approved&done=muted&line=1&line=2",
    "%00=%00&%ff",
    "onward=//evil.example/&why=removed",
)


def as_typed(form: SeenForm, text: str) -> list[tuple[str, str]]:
    """Return the form with `text` in every field but the token."""
    names = dict.fromkeys(one.name for one in form.fields)
    return [(name, form.token if name == "token" else text) for name in names]


def as_it_is(form: SeenForm) -> list[tuple[str, str]]:
    """Return the form as a browser sends it when somebody presses the last button."""
    chosen = {one.name: one.value for one in form.fields if one.kind not in ("checkbox", "file")}
    return list(chosen.items())


def multipart(parts: list[tuple[str, str, bytes]], end: str = "--") -> bytes:
    """Return parts (name, rest of the disposition, content) as the body of a form."""
    body = b""
    for name, rest, content in parts:
        head = f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="{name}"{rest}\r\n\r\n'
        body += head.encode("utf-8", "surrogatepass") + content + b"\r\n"
    return body + f"--{BOUNDARY}{end}\r\n".encode()


def bodies(form: SeenForm) -> Iterator[tuple[str, bytes]]:
    """Yield content types and bodies in which no browser would send this form."""
    token = ("token", "", form.token.encode())
    others = [name for name, _text in as_typed(form, "") if name != "token"]
    plain = f"token={form.token}"
    yield URLENCODED, plain.encode()
    yield URLENCODED, (plain + "".join(f"&{name}=1&{name}=2" for name in others)).encode()
    yield URLENCODED, (plain + "".join(f"&{name}={HUGE}" for name in others[:1])).encode()
    yield URLENCODED, (plain + "".join(f"&{name}=%ed%a0%80%ff" for name in others)).encode()
    yield URLENCODED, (plain + f"&line-{'9' * 5000}=x&line--1=x&line-%D9%A3=x&turn=1").encode()
    yield URLENCODED, (plain + "&x=" * 6000).encode()
    yield "application/json", f'{{"token": "{form.token}"}}'.encode()
    yield "text/plain", plain.encode()
    yield MULTIPART, multipart([token, *((name, "", b"\xff\xfe\x00") for name in others)])
    yield MULTIPART, multipart([token, *((n, '; filename="../../x.docx"', b"PK") for n in others)])
    yield MULTIPART, multipart([token, *((n, '; filename="\x00"', b"x") for n in others[:1])])
    yield MULTIPART, multipart([(n, '; filename="t"', form.token.encode()) for n in ("token",)])
    yield MULTIPART, multipart([token], end="")
    yield MULTIPART, multipart([token])[:-40]
    yield MULTIPART, b"--x\r\n\r\n"
    yield "multipart/form-data", multipart([token])
    for charset in ("unicode_escape", "utf-7", "utf-16", "idna", "rot13", "%00"):
        surrogate = b"+2AA-" if charset == "utf-7" else b"\\ud800"
        rest = [(name, "", surrogate) for name in others]
        yield f"{MULTIPART}; charset={charset}", multipart([token, *rest])
