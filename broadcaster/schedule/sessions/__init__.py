"""One session: what its layout sounds by itself, and where what was chosen stands. Pure."""
