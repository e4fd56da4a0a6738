"""Where alembic finds the steps from one form of the database to the next."""
