"""The grammar of accepted readings, by cases that a looser judge gets wrong."""

from pathlib import Path

import pytest

from tests.reading.accepted import Item, accepts, first_reading, items

TENTH = "[mùng|mồng|] hai tháng [tư|bốn] năm hai [nghìn|ngàn] không trăm mười"
NESTED = "ba [phần [tư|bốn]|trên bốn] hộ"


@pytest.mark.parametrize(
    ("accepted", "spoken", "right"),
    [
        (TENTH, "Mùng hai tháng tư năm hai nghìn không trăm mười.", True),
        (TENTH, "hai tháng bốn, năm hai ngàn không trăm mười", True),
        (TENTH, "mùng mồng hai tháng tư năm hai nghìn không trăm mười", False),
        (TENTH, "mùng hai tháng tư năm hai nghìn không trăm", False),
        (TENTH, "ngày mùng hai tháng tư năm hai nghìn không trăm mười", False),
        (NESTED, "ba phần bốn hộ", True),
        (NESTED, "ba trên bốn hộ", True),
        (NESTED, "ba trên tư hộ", False),
        (NESTED, "ba phần hộ", False),
        ("[|a] [a|] b", "a a b", True),
        ("[|a] [a|] b", "b", True),
        ("[|a] [a|] b", "a a a b", False),
        ("[a b|a] b c", "a b c", True),
        ("[[a|]|b] c", "c", True),
        ("[[a|]|b] c", "a b c", False),
        ("xã hoà hợp, kỹ thuật, thuý", "Xã hòa hợp kĩ thuật thúy", True),
        ("uỷ ban quý y tế", "ủy ban quí i tế", True),
        ("oà oẻ", "òa ỏe", True),
        ("thuỷ", "thủi", False),
        ("mày", "mài", False),
        ("tay", "tai", False),
        ("ki lô mét", "kilômét", False),
        ("ki lô mét", "ki-lô-mét", True),
        ("bảo hiểm", "b\u200bảo hiê\u0309m", True),
        ("năm", "5", False),
        ("", "…", True),
        ("", "một", False),
    ],
)
def test_a_reading_is_right_when_the_grammar_describes_the_whole_of_it(
    accepted: str, spoken: str, right: bool
) -> None:
    assert accepts(accepted, spoken) is right


def test_the_first_reading_takes_the_first_of_every_group() -> None:
    assert first_reading(NESTED) == "ba phần tư hộ"
    assert first_reading("[|a] b [c [d|e] f|g]") == "b c d f"


@pytest.mark.parametrize("accepted", ["a | b", "[a", "a]", "]a["])
def test_a_grammar_whose_brackets_do_not_pair_is_refused(accepted: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        accepts(accepted, "a")


def test_every_sentence_of_the_tables_accepts_its_own_first_reading() -> None:
    for item in items(Path(__file__).parent / "second-set.tsv"):
        assert accepts(item.accepted, first_reading(item.accepted)), item.id


def test_another_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.tsv"
    path.write_text("id\twritten\n1\tmột\n", encoding="utf-8")
    with pytest.raises(ValueError, match="accepted"):
        items(path)
    path.write_text("id\tcategory\twritten\taccepted\n1\tplain\t1\tmột\n", encoding="utf-8")
    assert items(path) == [Item("1", "plain", "1", "một")]
