"""The same text in the words of each region."""

import pytest

from broadcaster.reading import Region, read


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        (Region.NORTH, "Xã có một nghìn không trăm linh bốn hộ"),
        (Region.CENTRAL, "Xã có một nghìn không trăm lẻ bốn hộ"),
        (Region.SOUTH, "Xã có một ngàn không trăm lẻ bốn hộ"),
    ],
)
def test_a_count_is_said_in_the_words_of_the_region(region: Region, expected: str) -> None:
    script = read("Xã có 1.004 hộ", region=region)
    assert script.region is region
    assert script.sentences[0].spoken == expected


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        (Region.NORTH, "hai mươi tư"),
        (Region.CENTRAL, "hai mươi tư"),
        (Region.SOUTH, "hai mươi bốn"),
    ],
)
def test_twenty_four_is_said_as_the_region_does(region: Region, expected: str) -> None:
    assert expected in read("Xã có 24 hộ", region=region).sentences[0].spoken
