"""Which settings of the embedded voice a recogniser understands best across a village square.

`python -m tests.outdoor` (`make outdoor`) speaks sentences in many settings, lets each arrive as
it does two hundred metres from a horn, and counts what a Vietnamese recogniser gets wrong. The
best setting is chosen on one half of the sentences and judged by the other.
"""
