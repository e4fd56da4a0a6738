"""Queries of policies and agencies."""
