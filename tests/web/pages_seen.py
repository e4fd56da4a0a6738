"""Pages as a browser understands them: what they link to, their forms, and what must not be there.

The laws are of the parsed page and not of its text: whatever people typed may stand in it as
text, and as nothing else.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from broadcaster.web.headers import HEADERS

MARK = "zqx7"
"""Stands in everything hostile that the tests type."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
TAGS = {
    *("html", "head", "meta", "title", "link", "script", "noscript", "body", "header", "nav"),
    *("main", "section", "footer", "div", "p", "span", "h1", "h2", "h3", "ul", "ol", "li", "dl"),
    *("dt", "dd", "a", "img", "audio", "form", "fieldset", "legend", "label", "input", "select"),
    *("option", "textarea", "button", "details", "summary", "progress", "meter", "strong", "em"),
    *("del", "ins", "br", "small", "table", "thead", "tbody", "tr", "th", "td", "caption"),
    *("time", "svg", "path", "circle", "rect", "g", "hr", "abbr", "code", "article", "aside"),
}
"""What our templates are made of."""
ADDRESSES = {"href", "src", "action", "formaction"}


@dataclass(frozen=True)
class Field:
    """One field of a form: name, kind of input, and the value it has when nobody touches it."""

    name: str
    kind: str
    value: str


@dataclass
class SeenForm:
    """A form with what a browser would send of it."""

    action: str
    method: str
    enctype: str
    fields: list[Field] = field(default_factory=list)

    @property
    def token(self) -> str:
        return next((one.value for one in self.fields if one.name == "token"), "")

    def shape(self) -> tuple[str, ...]:
        """What makes it another form than those that were tried."""
        names = sorted({one.name for one in self.fields if not one.name.startswith("line-")})
        return (self.action, *names)


class Seen(HTMLParser):
    """One page: its links, its forms, and its breaches of the laws."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: set[str] = set()
        self.forms: list[SeenForm] = []
        self.wrong: list[str] = []
        self.alerts: list[str] = []
        self.words: list[str] = []
        self._form: SeenForm | None = None
        self._select: str | None = None
        self._textarea: Field | None = None
        self._typed: list[str] = []
        self._alert = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._judge(tag, given)
        self._alert = given.get("role") == "alert"
        if tag == "a" and "href" in given:
            self.links.add(given["href"])
        elif tag in ("audio", "script", "img") and "src" in given:
            self.links.add(given["src"])
        elif tag == "form":
            self._form = SeenForm(
                given.get("action", ""),
                given.get("method", "get"),
                given.get("enctype", "application/x-www-form-urlencoded"),
            )
            self.forms.append(self._form)
        elif self._form is not None:
            self._take(tag, given)

    def _take(self, tag: str, given: dict[str, str]) -> None:
        assert self._form is not None
        name = given.get("name", "")
        if tag == "input" and name:
            kind = given.get("type", "text")
            self._form.fields.append(Field(name, kind, given.get("value", "")))
        elif tag == "button" and "formaction" in given:
            twin = SeenForm(given["formaction"], "post", self._form.enctype)
            twin.fields = self._form.fields
            self.forms.append(twin)
        elif tag == "button" and name:
            self._form.fields.append(Field(name, "button", given.get("value", "")))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self._form.fields.append(Field(self._select, "option", given.get("value", "")))
        elif tag == "textarea" and name:
            self._textarea, self._typed = Field(name, "textarea", ""), []

    def handle_endtag(self, tag: str) -> None:
        self._alert = False
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._textarea and self._form:
            text = "".join(self._typed).removeprefix("\n")
            self._form.fields.append(Field(self._textarea.name, "textarea", text))
            self._textarea = None

    def handle_data(self, data: str) -> None:
        self._typed.append(data)
        self.words.append(data)
        if self._alert:
            self.alerts.append(data)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data[:60]!r}")

    def _judge(self, tag: str, given: dict[str, str]) -> None:
        if tag not in TAGS:
            self.wrong.append(f"element {tag!r}")
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.wrong.append("script without a file of ours")
        for name, value in given.items():
            if MARK in name or name.startswith("on") or name == "style":
                self.wrong.append(f"attribute {name!r}")
            if name in ADDRESSES and not re.match(r"/(?!/)|#", value):
                self.wrong.append(f"{name}={value[:60]!r}")


def breaches(answer: Any, home: str) -> list[str]:
    """Return which laws an answer breaks; `home` is a path that no page may name."""
    wrong = [f"status {answer.status_code}"] if answer.status_code >= 500 else []
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            wrong.append(f"header {name}")
    is_asset = urlsplit(str(answer.url)).path.startswith("/static/") and answer.is_success
    if not is_asset and answer.headers.get("cache-control") != "no-store":
        wrong.append("it may be kept")
    where = answer.headers.get("location", "/")
    if not where.startswith("/") or where.startswith(("//", "/\\")):
        wrong.append(f"location {where[:60]!r}")
    if answer.headers.get("content-type", "").startswith("text/html"):
        wrong += Seen(answer.text).wrong
        wrong += [f"names {one!r}" for one in (home, "Traceback", 'File "/') if one in answer.text]
    elif answer.headers.get("content-type", "").startswith("text/"):
        wrong += ["plain text"] * (not is_asset and bool(answer.content))
    return wrong
