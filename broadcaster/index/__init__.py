"""An index of the logs of many stations, on SQLite or PostgreSQL, for a centre's questions.

It holds nothing that does not stand in a log, so it may be thrown away and made again. A log goes
in record by record, its chain checked; one that does not hold together is refused with its reason
and has no figures, never zeros.
"""
