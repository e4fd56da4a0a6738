"""Vietnamese by default, English on request, chosen at the moment a sentence is made."""

from contextvars import copy_context

import pytest

from broadcaster.i18n import N_, gettext, language, ngettext, use_language


def test_vietnamese_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROADCASTER_LANG", raising=False)
    use_language("")
    assert language() == "vi"
    assert gettext("operator") == "người vận hành"


def test_the_environment_chooses_and_a_choice_wins_over_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use_language("")
    monkeypatch.setenv("BROADCASTER_LANG", "en")
    assert gettext("operator") == "operator"
    use_language("vi")
    assert gettext("operator") == "người vận hành"


def test_an_unknown_language_is_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    use_language("")
    monkeypatch.setenv("BROADCASTER_LANG", "fr")
    assert language() == "vi"


def test_a_message_marked_early_is_translated_late() -> None:
    marked = N_("operator")
    use_language("vi")
    assert gettext(marked) == "người vận hành"


def test_vietnamese_has_one_form_for_every_number() -> None:
    one, many = "{count} row was entered.", "{count} rows were entered."
    assert [ngettext(one, many, count) for count in (1, 2)] == [one, many]
    use_language("vi")
    assert ngettext(one, many, 1) == ngettext(one, many, 2) == "Đã nhập {count} dòng."


def test_a_choice_stays_in_its_context() -> None:
    copy_context().run(use_language, "vi")
    assert language() == "en"
