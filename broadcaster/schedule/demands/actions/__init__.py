"""What people do with mandates, offers and priorities; one function per thing."""

from broadcaster.schedule.demands.actions.answering import (
    Ruled,
    answer,
    answer_all,
    standing_answers,
    take_back_answer,
)
from broadcaster.schedule.demands.actions.calling import Made, add_mandate, add_offer
from broadcaster.schedule.demands.actions.directory import groups, remove_group, set_group
from broadcaster.schedule.demands.actions.gathering import demands
from broadcaster.schedule.demands.actions.looking import keeping_off, listing, show, still_to_air
from broadcaster.schedule.demands.actions.ordering import (
    order_session,
    priority_order,
    priority_orders,
)
from broadcaster.schedule.demands.actions.withdrawing import Ended, withdraw

__all__ = [
    "Ended",
    "Made",
    "Ruled",
    "add_mandate",
    "add_offer",
    "answer",
    "answer_all",
    "demands",
    "groups",
    "keeping_off",
    "listing",
    "order_session",
    "priority_order",
    "priority_orders",
    "remove_group",
    "set_group",
    "show",
    "standing_answers",
    "still_to_air",
    "take_back_answer",
    "withdraw",
]
