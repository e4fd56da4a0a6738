"""What people do with mandates, offers and priorities; one function per thing."""

from broadcaster.schedule.demands.actions.gathering import demands

__all__ = ["demands"]
