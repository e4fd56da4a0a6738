"""One module per step, `<number>_<feature>.py`; the numbers are the chain."""
