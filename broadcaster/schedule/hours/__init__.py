"""When loudspeakers may sound: policies of units and what they come to together. Pure.

`policy` is what the planner and the player's guard both ask.
"""
