"""Days as Vietnam counts them: the lunar calendar, public holidays, and the patterns made of them.

Pure, and free of the clock: every question names its day.
"""
