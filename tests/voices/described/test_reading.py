"""The description of a voice: what it may say, and all its mistakes at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import broadcaster
from broadcaster.checked_table import CheckedTable
from broadcaster.desk import Desk
from broadcaster.production.actions import render
from broadcaster.reading import read
from broadcaster.voices import actions
from broadcaster.voices.described.model import Kept
from broadcaster.voices.described.reading import DescriptionError, _description, read_description
from broadcaster.voices.errors import VoicesError
from tests.conftest import as_person
from tests.voices.described.conftest import description
from tests.voices.described.service import SECRET, Service

URL = "https://tts.example.vn/v1"
EXAMPLES = sorted((Path(broadcaster.__file__).parents[1] / "docs" / "voices").glob("*.toml"))


def mistakes(content: str) -> str:
    with pytest.raises(DescriptionError) as caught:
        read_description(content, "commune-an")
    return "\n".join(caught.value.phrases)


def changed(old: str, new: str, answer: str = "body") -> str:
    whole = description(URL, answer)
    assert old in whole
    return whole.replace(old, new)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_right_and_says_that_nobody_tried_it(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    found = read_description(content, path.stem)
    assert found.languages == ("vi",)
    assert "NOT VERIFIED against the live service" in " ".join(content.replace("#", "").split())


def test_there_is_an_example_for_each_kind_of_answer_the_services_give() -> None:
    found = {read_description(one.read_text(), one.stem).answer.kept for one in EXAMPLES}
    assert found == {Kept.BODY, Kept.URL}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "commune-an"', 'id = "embedded-an"', "must not begin like a voice of the program"),
        ('id = "commune-an"', 'id = "An"', 'id = "An": needs small letters'),
        ('id = "commune-an"', 'id = "other"', 'must be the name of its file, "commune-an"'),
        ('owner = "Công ty An"', f'owner = "{"a" * 81}"', "needs at most 80 characters"),
        ("tts.example.vn", f"{'a.' * 60}vn", "needs an address"),
        ('["vi", "en"]', '["Vietnamese"]', "needs the code of a language"),
        ('["vi", "en"]', "[]", "needs a list that is not empty"),
        (URL, "http://tts.example.vn/v1", 'needs an address that begins with "https://"'),
        (URL, "https://user@tts.example.vn/", "needs an address"),
        (URL, "https://192.168.1.1/", "needs an address"),
        (URL, "https://tts.example.vn/v1?key=1", "needs an address"),
        (URL, "file:///etc/passwd", "needs an address"),
        ("longest_text = 40", "longest_text = 5000", "needs a whole number between 20 and 1000"),
        ('"an.secret"', '"box.pem"', 'ends in ".secret"'),
        ('"an.secret"', '"../an.secret"', "no folder"),
        ('secret = "an.secret"\n', "", '"{secret}" says where it goes; one is missing'),
        ("speed = 1.5", "text = 1", '"text" cannot be the name of a parameter'),
        ("speed = 1.5", "speed = [1]", "needs a text, a number"),
        ('"{language}"', '"{dialect}"', '"{dialect}" is no placeholder; choose from {language}'),
        ('text = "{text}"', 'text = "xin"', '"{text}" stands nowhere in json'),
        ("Bearer {secret}", "{text}", '"{text}" cannot stand in headers'),
        ("Bearer {secret}", "mã {secret}", '"api-key" is no header that can be sent'),
        ("api-key =", "Host =", '"Host" is no header that can be sent'),
        ('token = "{secret}"', "token = 2026-01-01", "that JSON does not have"),
        ("[json]", "[jsn]", '"jsn" is no key here'),
        ("speed = 1.5", "speed = nan", "needs a text, a number"),
        ('token = "{secret}"', "token = inf", "that JSON does not have"),
        ('audio = "body"', 'audio = "header"', "choose from body, base64, url"),
        ('audio = "body"', 'audio = "body"\npath = "a"', "is for audio = base64 or url"),
        ('audio = "body"', 'audio = "url"', '"answer.path" is missing'),
        ('audio = "body"', 'audio = "body"\nhosts = ["*.vn"]', "needs a host such as"),
        ('audio = "body"', 'audio = "body"\nhosts = ["*"]', "needs a host such as"),
        ('audio = "body"', 'audio = "body"\nhots = []', '"answer.hots" is no key here'),
    ],
)
def test_a_mistake_is_named_with_what_is_allowed(old: str, new: str, said: str) -> None:
    assert said in mistakes(changed(old, new))


def test_all_mistakes_are_named_at_once() -> None:
    said = mistakes(
        'id = "An"\ntitle = 5\nurl = "ftp://a"\nmethod = "PUT"\ncolour = "red"\nplain = "xin"\n'
        '[answer]\naudio = "url"\n'
    )
    for part in (
        'id = "An"', "title = 5", '"languages" is missing', '"licence" is missing',
        'url = "ftp://a"', 'method = "PUT": choose from POST, GET', '"colour" is no key',
        '"answer.path" is missing', '"{text}" stands nowhere',
    ):  # fmt: skip
        assert part in said


def test_two_bodies_are_one_too_many_and_a_get_has_none() -> None:
    assert "only one of json, form and plain" in mistakes(
        changed("[json]", "[form]\na = 1\n[json]")
    )
    got = mistakes(changed('url = "', 'method = "GET"\nurl = "'))
    assert "method = GET sends no json; use query" in got


@pytest.mark.parametrize("content", ["", "x = [", "answer = 3", "[answer]\naudio = {a = 1}"])
def test_what_is_no_description_at_all_is_refused(content: str) -> None:
    mistakes(content)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=5,
)
KEYS = ("id", "title", "languages", "url", "secret", "headers", "json", "form", "query", "answer")


@given(st.sampled_from(KEYS), VALUES)
def test_any_value_under_any_key_is_read_or_refused_in_words(key: str, value: object) -> None:
    """The table is handed over as TOML would give it."""
    found: list[str] = []
    _description(CheckedTable({key: value}, found), found)
    assert found
    assert all(isinstance(phrase, str) for phrase in found)


@pytest.fixture
def described(desk: Desk, service: Service) -> Desk:
    """A station with a description, and the key beside the box's own."""
    desk.home.voices.mkdir()
    path = desk.home.voices / "commune-an.toml"
    path.write_text(description(service.url), encoding="utf-8")
    key = desk.home.keys / "an.secret"
    key.write_text(SECRET, encoding="ascii")
    key.chmod(0o600)
    return desk


def test_a_described_voice_is_off_until_an_approver_enables_it(
    described: Desk, service: Service
) -> None:
    script = read("Mai mất điện.")
    with pytest.raises(VoicesError, match="is off for the unit"):
        render(described, script, "commune-an")
    assert render(described, script).voice == "embedded-north"
    assert service.asked == []
    leave = actions.enable(as_person(described, "approver"), "commune-an")
    assert leave.sends_to == "127.0.0.1 (Công ty An)"
    assert {one.voice.id: one.title for one in actions.list_voices(described)[0]}["commune-an"]
    cut = render(described, script)
    assert (cut.voice, cut.voice_kind, cut.licence) == ("commune-an", "online", "contract 12/HĐ")
    assert SECRET not in str(cut.to_document())


def test_a_leave_does_not_hold_for_another_host_than_the_approver_was_told(
    described: Desk, service: Service
) -> None:
    actions.enable(as_person(described, "approver"), "commune-an")
    path = described.home.voices / "commune-an.toml"
    path.write_text(path.read_text().replace("127.0.0.1", "localhost"), encoding="utf-8")
    with pytest.raises(VoicesError, match="is off for the unit"):
        render(described, read("Mai mất điện."), "commune-an")
    assert not {one.voice.id: one.is_on for one in actions.list_voices(described)[0]}["commune-an"]
    assert service.asked == []


def test_a_description_with_mistakes_is_left_out_with_all_of_them(described: Desk) -> None:
    path = described.home.voices / "sai.toml"
    path.write_text('id = "sai"\ntitle = 3\n', encoding="utf-8")
    listed, left_out = actions.list_voices(described)
    assert "sai" not in {one.voice.id for one in listed}
    (line,) = [one for one in left_out if one.startswith("sai.toml: ")]
    assert "title = 3" in line
    assert '"url" is missing' in line


@pytest.mark.parametrize("content", [b"\xff\xfe", b"#" * 100_000 + b"\nid = 3"])
def test_a_file_that_cannot_be_a_description_harms_nobody(described: Desk, content: bytes) -> None:
    (described.home.voices / "la.toml").write_bytes(content)
    (described.home.voices / "thu-muc.toml").mkdir()
    listed, left_out = actions.list_voices(described)
    assert "commune-an" in {one.voice.id for one in listed}
    assert len(left_out) == 2
