"""Make a home, migrate it, save it and bring it back, and say what is wrong with it."""
