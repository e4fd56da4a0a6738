"""Emergency orders of a running player: what is said, how often, and until when."""
