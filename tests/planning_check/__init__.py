"""Does a plan keep the rules? Asked by code that shares none with the planner.

What may be read of it are its values: programmes, hours, demands, running orders. Windows, caps,
distances, rooms and layouts are worked out here once more, in another way: minute by minute, item
by item. A rule bears the number that `checker.RULES` gives it.
"""
