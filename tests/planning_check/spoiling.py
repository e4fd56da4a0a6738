"""Good plans spoiled, one rule at a time: what the checker has to catch, and what it may not.

Each takes a commune and its plan and returns both, one of them changed; None where the plan has
nothing that could be spoiled so. Where a rule has a bound, the spoiled plan is one step beyond it
and the harmless one exactly on it.
"""

from tests.planning_check.spoil_classes import normal_before_priority, priority_left_out
from tests.planning_check.spoil_demands import (
    as_near_as_allowed,
    before_the_demand_begins,
    expired_at_its_first_sample,
    expires_after_its_first_sample,
    just_what_is_owed,
    makes_good_twice,
    makes_good_what_was_not_missed,
    more_than_owed,
    too_near_to_another,
    too_near_to_one_heard,
    twice_in_a_session,
)
from tests.planning_check.spoil_hours import (
    begins_before_the_hours,
    ends_after_other_hours,
    ends_after_the_hours,
    ends_with_other_hours,
    ends_with_the_hours,
    over_the_days_cap,
    over_the_sessions_cap,
)
from tests.planning_check.spoil_layouts import (
    a_gap_between_items,
    a_part_holds_too_many,
    a_part_lasts_too_long,
    at_another_time,
    closing_first,
    longer_than_the_session,
    no_part_takes_them,
    sounds_around_nothing,
)
from tests.planning_check.spoil_places import (
    another_cut,
    begun_already,
    follows_upon_another,
    sounds_with_one_that_stands,
    withdrawn,
)
from tests.planning_check.spoiled_plan import Spoiler

SPOILED: tuple[tuple[int, Spoiler], ...] = (
    (1, ends_after_the_hours),
    (1, begins_before_the_hours),
    (2, over_the_sessions_cap),
    (2, over_the_days_cap),
    (3, ends_after_other_hours),
    (4, normal_before_priority),
    (4, priority_left_out),
    (5, expired_at_its_first_sample),
    (5, before_the_demand_begins),
    (6, too_near_to_another),
    (6, too_near_to_one_heard),
    (7, sounds_with_one_that_stands),
    (8, more_than_owed),
    (8, twice_in_a_session),
    (9, a_gap_between_items),
    (9, closing_first),
    (9, sounds_around_nothing),
    (9, no_part_takes_them),
    (9, a_part_holds_too_many),
    (9, a_part_lasts_too_long),
    (9, longer_than_the_session),
    (9, at_another_time),
    (10, withdrawn),
    (10, another_cut),
    (10, begun_already),
    (11, makes_good_what_was_not_missed),
    (11, makes_good_twice),
)
HARMLESS: tuple[tuple[int, Spoiler], ...] = (
    (1, ends_with_the_hours),
    (3, ends_with_other_hours),
    (5, expires_after_its_first_sample),
    (6, as_near_as_allowed),
    (7, follows_upon_another),
    (8, just_what_is_owed),
)
