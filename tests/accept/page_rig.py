"""The inspector's page in Chromium, opened from a file as an inspector opens it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from broadcaster.audit.page_file import NAME, build_page

READ_MS = 120_000


def write_page(folder: Path) -> Path:
    """Write the page where an inspector has it."""
    path = folder / NAME
    path.write_bytes(build_page())
    return path


class Opened:
    """The page in a tab; `requests` is everything it asked for, `trouble` what went wrong."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.trouble: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.trouble.append(message.text)

    def give(self, *, key: str = "", codes: str = "", witnesses: str = "") -> None:
        """Type what was got elsewhere."""
        for name, value in (("key", key), ("codes", codes), ("witnesses", witnesses)):
            self.page.fill(f"textarea[name={name}]", value)

    def bring(self, *notes: Path) -> None:
        """Choose checkpoints that were kept elsewhere."""
        self.page.set_input_files("input[name=against]", [str(note) for note in notes])

    def choose(self, folder: Path) -> None:
        """Choose the folder and wait for everything that is found in it."""
        self.page.set_input_files("#folder", str(folder))
        self.wait()

    def wait(self) -> None:
        """Wait for the verdict, and until the files are compared."""
        self.page.wait_for_selector("#verdict, [role=alert]", timeout=READ_MS)
        if self.page.query_selector("#manifest"):
            self.page.wait_for_selector("#manifest > *", timeout=READ_MS)

    @property
    def status(self) -> str:
        """The verdict's code."""
        return str(self.page.get_attribute("#verdict", "data-status"))

    @property
    def sentences(self) -> list[str]:
        """The sentence about each log, and about each code that fits none."""
        lines = self.page.query_selector_all("#verdict .sentence, #verdict .head")
        return [line.text_content() for line in lines]

    def speak(self, language: str) -> None:
        """Switch the language."""
        self.page.click(f"#languages button[lang={language}]")

    def check(self) -> None:
        """Say that nothing was asked of any network, and nothing went wrong."""
        assert [url for url in self.requests if not url.startswith(("file:", "blob:"))] == []
        assert self.trouble == []


@contextmanager
def opened(browser: Any, path: Path, **more: Any) -> Iterator[Opened]:
    """Open the page in a context of its own, cut off from any network."""
    context = browser.new_context(locale="vi-VN", offline=True, **more)
    tab = Opened(context.new_page())
    tab.page.goto(path.as_uri())
    try:
        yield tab
    finally:
        context.close()
