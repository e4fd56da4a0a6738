"""Which language a session asks for."""

from broadcaster.schedule.demand import Demand, DemandKind
from broadcaster.schedule.demands.tongues import languages_asked
from tests.schedule.conftest import bulletin_maker

ASKED = {"ban-tay": ("tyz",), "ban-mong": ("hmn",)}


def test_a_session_asks_for_the_language_of_its_zones() -> None:
    assert languages_asked(("ban-tay",), ASKED) == ("tyz",)
    assert languages_asked(("ban-mong", "ban-tay"), ASKED) == ("hmn", "tyz")


def test_one_zone_that_asks_for_none_is_enough_for_the_source() -> None:
    assert languages_asked(("ban-tay", "cho"), ASKED) == ()
    assert languages_asked(("all",), ASKED) == ()
    assert languages_asked((), ASKED) == ()


def test_a_zone_hears_the_variant_in_its_language_else_the_source() -> None:
    make = bulletin_maker()
    source = make(details={"language": "vi"})
    variant = make(details={"language": "tyz"})
    family = Demand("mandate/m", DemandKind.MANDATE, (source, variant))
    heard = [family.candidate_for(languages_asked((z,), ASKED)) for z in ("ban-tay", "ban-mong")]
    assert heard == [variant, source]
