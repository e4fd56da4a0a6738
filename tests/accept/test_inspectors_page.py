"""`kiem-tra.html` in Chromium from `file://`: good exports, and every attacker's.

It must say of each log what `journal verify` says, word for word, in both languages, without asking
any network for anything.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import sync_playwright

from broadcaster.i18n import use_language
from broadcaster.journal import Kind
from broadcaster.journal.inspection import Trust, inspect
from broadcaster.journal.verdict import sentence
from broadcaster.signed import BoxKey
from tests.accept import debian
from tests.accept.console_rig import FLAGS
from tests.accept.page_rig import opened, write_page
from tests.conftest import bare_home
from tests.journal.attacks import ATTACKS, CODE, STICK, Attack
from tests.journal.corpus import Corpus, grow, make
from tests.journal.inspecting import ZONE
from tests.journal.test_attacks import look

pytestmark = [pytest.mark.rig, pytest.mark.timeout(300)]
RFC_8032 = (
    # secret key, message, signature: section 7.1, TEST 1, 2, 3 and SHA(abc)
    ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
     "d25bf5f0595bbe24655141438e7a100b"),
    ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
     "387b2eaeb4302aeeb00d291612bb0c00"),
    ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
     "4a7c15e9716ed28dc027beceea1ec40a"),
)  # fmt: skip
FIPS_180 = {
    "sha256": ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    "sha512": (
        "abc",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ),
}
ORDER = 2**252 + 27742317777372353535851937790883648493
Corpora = Callable[[timedelta], Corpus]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    path = debian.find("chromium", "chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("inspector"))


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory, box_key: BoxKey) -> Corpora:
    """Return the journal of a station whose clock is so far ahead, made once."""

    @cache
    def made(ahead: timedelta) -> Corpus:
        folder = tmp_path_factory.mktemp("corpus")
        return make(bare_home(folder / "home", box_key), box_key, folder / "stick", ahead=ahead)

    return made


@pytest.mark.parametrize("name", sorted(FIPS_180))
def test_hashes_are_those_published_and_those_of_python(
    chromium: Any, page_path: Path, name: str
) -> None:
    chance, text = random.Random(7), FIPS_180[name]
    samples = [chance.randbytes(size) for size in (*range(140), 1000, 70_000)]
    ask = f"(all) => all.map((one) => toHex({name}(fromHex(one))))"
    with opened(chromium, page_path) as tab:
        assert tab.page.evaluate(ask, [text[0].encode().hex()]) == [text[1]]
        made = tab.page.evaluate(ask, [one.hex() for one in samples])
    ours = {"sha256": sha256, "sha512": sha512}[name]
    assert made == [ours(one).hexdigest() for one in samples]


def test_signatures_are_judged_as_by_rfc_8032_and_by_openssl(
    chromium: Any, page_path: Path
) -> None:
    """Published ones, a hundred random ones, and each with something wrong."""
    cases = [
        (Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)), bytes.fromhex(message), found)
        for secret, message, found in RFC_8032
    ]
    chance = random.Random(11)
    triples = [
        (key.public_key().public_bytes_raw(), text, bytes.fromhex(s)) for key, text, s in cases
    ]
    for size in range(100):
        key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        text = chance.randbytes(size)
        triples.append((key.public_key().public_bytes_raw(), text, key.sign(text)))
    asked = [[part.hex() for part in one] for one in triples]
    for public, text, signature in triples:
        at = chance.randrange(64)
        flipped = bytearray(signature)
        flipped[at] ^= 1 << chance.randrange(8)
        large = int.from_bytes(signature[32:], "little") + ORDER
        malleable = signature[:32] + large.to_bytes(32, "little")
        asked += [
            [public.hex(), text.hex(), bytes(flipped).hex()],
            [public.hex(), (text + b"!").hex(), signature.hex()],
            [public.hex(), text.hex(), malleable.hex()],
            [bytes([public[0] ^ 1, *public[1:]]).hex(), text.hex(), signature.hex()],
        ]
    ask = "(all) => all.map((one) => isSignedBy(...one.map(fromHex)))"
    with opened(chromium, page_path) as tab:
        judged = tab.page.evaluate(ask, asked)
    assert judged[: len(triples)] == [True] * len(triples)
    assert judged[len(triples) :] == [False] * (4 * len(triples))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.letter}-{attack.name}")
def test_the_page_says_of_each_attack_what_the_program_says(
    chromium: Any, page_path: Path, corpora: Corpora, tmp_path: Path, attack: Attack
) -> None:
    corpus, folder = corpora(attack.ahead), tmp_path / "taken" / "journal"
    shutil.copytree(corpus.home.journal, folder)
    attack.make(folder, corpus.key)
    with opened(chromium, page_path) as tab:
        tab.give(
            key=corpus.key.public_bytes.hex(),
            codes=corpus.code if CODE in attack.brings else "",
            witnesses=corpus.witness.text if STICK in attack.brings else "",
        )
        if STICK in attack.brings:
            tab.bring(*sorted((corpus.stick / "seen").glob("*.note")))
        tab.choose(folder.parent)
        for language in ("vi", "en"):
            use_language(language)
            tab.speak(language)
            found, said = look(folder, corpus, attack.brings)
            assert tab.sentences == said.splitlines()
            assert tab.status == found["status"] == attack.status
        assert attack.says in "\n".join(tab.sentences)
        tab.check()


@pytest.mark.parametrize("seed", range(5))
def test_no_untouched_log_is_accused(
    chromium: Any, page_path: Path, tmp_path: Path, box_key: BoxKey, seed: int
) -> None:
    home = bare_home(tmp_path / "home", box_key)
    grow(home, box_key, seed, days=2)
    with opened(chromium, page_path) as tab:
        tab.choose(home.journal)
        assert tab.status == "whole", tab.sentences
        tab.check()


def test_what_a_loopback_heard_may_be_gone_only_after_its_purge(
    chromium: Any, page_path: Path, tmp_path: Path, box_key: BoxKey
) -> None:
    home = bare_home(tmp_path / "home", box_key)
    station = grow(home, box_key, 1, days=1)
    names = [sha256(data).hexdigest() for data in (b"heard", b"gone")]
    home.airchecks.mkdir()
    (home.airchecks / f"{names[0]}.opus").write_bytes(b"heard")
    with station.open() as journal:
        for name in names:
            journal.append(Kind.AIRCHECK, recording=name, why="session")
        journal.append(Kind.PURGE, recording=names[1])
        journal.checkpoint()
    with opened(chromium, page_path) as tab:
        tab.choose(home.journal)
        assert tab.status == "whole", tab.sentences
    (home.airchecks / f"{names[0]}.opus").unlink()
    with opened(chromium, page_path) as tab:
        tab.choose(home.journal)
        (report,) = inspect(home.journal, Trust(None, "log"))
        use_language("vi")
        assert tab.sentences == [" ".join(sentence(report, ZONE))]
        assert tab.status == "disagrees"
        tab.check()
