"""What the bulletin's page says of the coming days."""

from broadcaster.bulletins import actions
from broadcaster.desk import Desk
from broadcaster.i18n import use_language
from broadcaster.schedule import actions as schedule
from broadcaster.web.forecast import forecast_of
from tests.schedule.conftest import MORNING, write_programme


def test_a_text_that_no_session_has_room_for_is_named_with_the_line_to_divide_before(
    desk: Desk,
) -> None:
    use_language("en")
    schedule.set_default_hours(desk)
    write_programme(desk, MORNING.replace("longest_minutes = 30", "longest_minutes = 1"))
    schedule.apply_programme(desk, confirmed=True)
    lines = [f"Nhà số {number} mang rơm ra sân đình để phơi cho khô." for number in range(18)]
    long = forecast_of(desk, actions.add(desk, "\n".join(lines)))
    short = forecast_of(desk, actions.add(desk, "\n".join(lines[:3])))
    assert long is not None
    assert short is not None
    assert "Divide it before line 10 (“Nhà số chín mang rơm ra" in long.overlong.replace(
        "9", "chín"
    )
    assert short.overlong == ""
