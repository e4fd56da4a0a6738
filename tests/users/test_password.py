"""Which passwords are taken, and how they are kept."""

import unicodedata

import pytest

from broadcaster.users import UsersError
from broadcaster.users import password as hashing
from broadcaster.users.codes import ALPHABET, new_code, read_code
from broadcaster.users.password import check_password, common_passwords, hash_secret, is_right

IN_THE_HOUSE = hashing._hasher
"""As it is before the tests' own, which is quicker, takes its place."""
NAMES = ("Nguyễn Văn Bình", "nguyen-van-binh", "Đài truyền thanh xã Khe Rèn", "khe-ren")


@pytest.mark.parametrize(
    "password",
    [
        "ba con voi qua suối",
        "khóm tre cạnh giếng",
        "Xk7#pQ2!vR",
        "правильный батарея",
        "🐘🐓🎋🌧️🚜📻🪵🧺🍚🐃",
        "a" * 100 + "b" * 100,
    ],
)
def test_what_nobody_guesses_first_is_taken(password: str) -> None:
    check_password(password, NAMES)


@pytest.mark.parametrize(
    ("password", "rule"),
    [
        ("ngắn quá!", "has 9 characters; it needs at least 10"),
        ("ab" + "cd9" * 67, "has 203 characters; at most 200"),
        ("Nguyễn Văn Bình", "your own name"),
        ("NGUYENVANBINH2026!", "your own name"),
        ("nguyen.van.binh", "your own name"),
        ("Đài truyền thanh xã Khe Rèn", "the station's"),
        ("Matkhau@123", "many people choose"),
        ("P@ssw0rd2024", "many people choose"),
        ("mật khẩu 2026!!", "many people choose"),
        ("1234anhyeuem", "many people choose"),
        ("aaaaaaaaaaaa", "repeated"),
        ("abcabcabcabca", "repeated"),
        ("1234567890", "a row"),
        ("zyxwvutsrqponm", "a row"),
        ("QWERTYUIOP", "a row"),
    ],
)
def test_a_refusal_names_the_rule(password: str, rule: str) -> None:
    with pytest.raises(UsersError, match=rule) as refused:
        check_password(password, NAMES)
    assert password not in str(refused.value)


def test_the_list_is_bare_or_it_would_match_nothing() -> None:
    words = common_passwords()
    assert len(words) > 150
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words)
    assert not any(word[0].isdigit() or word[-1].isdigit() for word in words)


def test_a_hash_takes_the_memory_and_the_turns_that_are_recommended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """RFC 9106, section 4: three turns over 64 MiB, in four lanes."""
    monkeypatch.setattr(hashing, "_hasher", IN_THE_HOUSE)
    assert hash_secret("ba con voi").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_hash_is_argon2_and_salted() -> None:
    one, other = hash_secret("ba con voi"), hash_secret("ba con voi")
    assert one.startswith("$argon2id$")
    assert one != other
    assert is_right("ba con voi", one)
    assert not is_right("ba con vooi", one)


def test_a_letter_typed_in_two_ways_is_one_letter() -> None:
    kept = hash_secret(unicodedata.normalize("NFD", "ba con voi qua suối"))
    assert is_right(unicodedata.normalize("NFC", "ba con voi qua suối"), kept)


@pytest.mark.parametrize("given", ["", "x", "x" * 100_000, "\udcff", "a\0b"])
def test_nothing_fits_where_there_is_no_password(given: str) -> None:
    assert not is_right(given, None)
    assert not is_right(given, "no hash")


@pytest.mark.parametrize("code", [new_code() for _time in range(20)], ids=range(20))
def test_a_code_is_twelve_plain_signs_in_groups(code: str) -> None:
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert set(code) <= {*ALPHABET, "-"}
    assert not set(ALPHABET) & set("0O1IL")
    assert read_code(f" {code.lower().replace('-', ' ')}\n") == code.replace("-", "")


def test_a_code_with_a_sign_too_many_is_another() -> None:
    assert read_code("K7QM-4XRT-P2WD") != read_code("K7QM-4XRT-P2WDX")
