"""The catalogue that is shipped: pinned, checkable, and honest about terms."""

import re
from urllib.parse import urlsplit

import pytest

from broadcaster.i18n import use_language
from broadcaster.voices.neural.names import is_name
from broadcaster.voices.neural.offered import Offer, read_offers

OFFERS = read_offers().voices


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
def test_an_offer_is_pinned_by_revision_size_and_hash(offer: Offer) -> None:
    assert is_name(offer.name)
    assert re.fullmatch("[0-9a-f]{40}", offer.revision)
    assert f"/{offer.revision}/" in offer.base
    assert offer.repository in offer.base
    assert offer.base.endswith("/")
    assert urlsplit(offer.base).scheme == "https"
    assert urlsplit(offer.base).hostname in offer.hosts
    for part in (offer.model, offer.config):
        assert re.fullmatch("[0-9a-f]{64}", part.sha256)
        assert part.size > 1000


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_terms_of_data_and_of_the_base_voice_are_told_in_both_languages(
    offer: Offer, language: str
) -> None:
    use_language(language)
    told = read_offers().find(offer.name)
    assert told is not None
    for licence in (told.data_licence, told.base_licence):
        assert licence.title
        assert urlsplit(licence.url).scheme == "https"
        assert len(licence.text) > 80
        assert ("ọ" in licence.text) == (language == "vi")


def test_the_recommended_vietnamese_voice_is_offered() -> None:
    """The figures are those its publisher and several who pinned it state."""
    (offer,) = (one for one in OFFERS if one.language == "vi")
    assert offer.name == "vi_VN-vais1000-medium"
    assert offer.model.size == 63_201_294
    assert offer.model.sha256.startswith("ec7c89e2c85f4d1edc24b6120c18aaf1")


def test_a_voice_that_is_not_for_every_use_is_declined_with_its_reason() -> None:
    assert "non-commercial" in read_offers().why_declined("vi_VN-vivos-x_low")
    assert read_offers().why_declined("vi_VN-vais1000-medium") == ""
