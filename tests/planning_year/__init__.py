"""A station's time on the virtual clock: the real home, planner, player and log, day after day.

Cuts are a few seconds long, so that a year sounds in minutes; everything else is as it is.
"""
