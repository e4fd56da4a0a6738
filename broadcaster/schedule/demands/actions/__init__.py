"""What people do with mandates, offers and priorities; one function per thing."""

from broadcaster.schedule.demands.actions.gathering import demands
from broadcaster.schedule.demands.actions.ordering import (
    order_session,
    priority_order,
    priority_orders,
)

__all__ = ["demands", "order_session", "priority_order", "priority_orders"]
