"""Broadcaster: from a commune's policy bulletin to a broadcast an auditor can trust."""

__version__ = "0.1.0"
