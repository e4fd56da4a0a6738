"""Listening checks: what is wrong with a recording, in figures and in plain words."""

from broadcaster.production.listening.model import Code, Finding, Severity
from broadcaster.production.listening.sentences import sentence, sentences

__all__ = ["Code", "Finding", "Severity", "sentence", "sentences"]
