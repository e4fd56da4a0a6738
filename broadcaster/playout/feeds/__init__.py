"""Several outputs at once: one driver for each feed, one clock for all of them."""
