"""The player's side of the as-run log: what it writes and recalls, and mending after a kill."""
