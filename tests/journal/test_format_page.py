"""The example of docs/journal-format.md is true: its commands print what the page says."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from broadcaster.journal.inspection import Trust, inspect
from broadcaster.journal.record import HEADER, LARGEST_BYTES, decode, encode

PAGE = Path(__file__).parents[2] / "docs" / "journal-format.md"
FILE = re.compile(r"^`(journal/\S+)`\n\n```\w+\n(.*?)```$", re.MULTILINE | re.DOTALL)
TOOLS = "/usr/local/bin:/usr/bin:/bin"
BLOCK = re.compile(r"^```(sh|python|text)\n(.*?)```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the example, as a reader saves them."""
    folder = tmp_path_factory.mktemp("example")
    for name, content in FILE.findall(PAGE.read_text(encoding="utf-8")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    ((_kind, root),) = [block for block in blocks() if block[0] == "python"]
    (folder / "root.py").write_text(root, encoding="utf-8")
    (folder / "python3").symlink_to(sys.executable)
    return folder


def blocks() -> list[tuple[str, str]]:
    text = PAGE.read_text(encoding="utf-8")
    return BLOCK.findall(FILE.sub("", text))


def commands() -> Iterator[tuple[str, str]]:
    """Yield each block of commands with what the page says it prints."""
    steps = [block for block in blocks() if block[0] != "python"]
    for (kind, command), (after, printed) in zip(steps, [*steps[1:], ("sh", "")], strict=True):
        if kind == "sh":
            yield command, printed if after == "text" else ""


def shell(folder: Path, command: str) -> str:
    return subprocess.run(
        ["sh", "-euc", command],
        cwd=folder,
        env={"PATH": f"{folder}:{TOOLS}", "LC_ALL": "C.UTF-8"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout


def test_every_command_prints_what_the_page_says(folder: Path) -> None:
    ran = [command for command, _printed in commands()]
    for command, printed in commands():
        if "openssl" not in command:
            assert shell(folder, command) == printed, command
    assert sum("openssl" in command for command in ran) == 1
    assert len(ran) == 5


def test_the_checkpoint_is_signed_as_the_page_says(folder: Path) -> None:
    """OpenSSL's own word too, where there is one; every machine can ask the library."""
    for command, _printed in commands():
        if "key.der" in command and "openssl" not in command:
            shell(folder, command)
        elif "openssl" in command and shutil.which("openssl", path=TOOLS):
            assert "Verified Successfully" in shell(folder, command)
    key = load_der_public_key((folder / "key.der").read_bytes())
    assert isinstance(key, Ed25519PublicKey)
    key.verify((folder / "signature").read_bytes(), (folder / "signed").read_bytes())


def test_a_changed_byte_breaks_the_chain_where_the_page_says(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy, symlinks=True)
    (segment,) = copy.glob("journal/*/*.jsonl")
    segment.write_bytes(segment.read_bytes().replace(b'"count":1', b'"count":2'))
    chain, _printed = next(commands())
    said = shell(copy, chain).splitlines()
    assert said.index("the chain breaks here:") == 2


def test_our_verifier_agrees_with_the_page(folder: Path) -> None:
    (report,) = inspect(folder / "journal", Trust(None, "log"))
    assert report.is_sound
    assert report.seal is not None
    assert (report.seal.size, report.tally.sessions) == (3, 1)
    assert report.seal.short_code in PAGE.read_text(encoding="utf-8")


def test_our_writer_writes_the_examples_records(folder: Path) -> None:
    (segment,) = folder.glob("journal/*/*.jsonl")
    for line in segment.read_bytes().splitlines():
        assert encode(dict(decode(line))) == line


def test_the_page_names_every_field_of_a_record_and_the_limit() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in HEADER if f"`{name}`" not in text] == []
    assert f"{LARGEST_BYTES} bytes" in text
