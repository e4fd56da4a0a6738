"""The fields of forms, each with its bound."""

from typing import Annotated

from fastapi import Form

Text = Annotated[str, Form(max_length=2000)]
"""A line or a paragraph."""
Whole = Annotated[str, Form(max_length=3_000_000)]
"""The text of a bulletin, or what takes its place; how long it may be is for reading to say.

A bound makes sure of more than the length: without one, halves of characters would come through.
"""
Tick = Annotated[str, Form(max_length=3)]
"""A box that may be ticked; empty when it is not."""
LineNumber = Annotated[int, Form(ge=1, le=1_000_000)]
"""A line of a script, from 1."""
Turn = Annotated[int, Form(ge=0, le=1_000_000_000)]
"""Which state of a bulletin somebody has looked at before they decide."""
