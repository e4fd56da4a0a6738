"""Airings of a log, sought by what they are, one line each: planned beside actual."""

from broadcaster.reports.airings.sought import Sought

__all__ = ["Sought"]
