"""The fields of forms, each with its bound."""

from typing import Annotated

from fastapi import Form

Text = Annotated[str, Form(max_length=2000)]
"""A line or a paragraph."""
Tick = Annotated[str, Form(max_length=3)]
"""A box that may be ticked; empty when it is not."""
LineNumber = Annotated[int, Form(ge=1, le=1_000_000)]
"""A line of a script, from 1."""
Turn = Annotated[int, Form(ge=0, le=1_000_000_000)]
"""Which state of a bulletin somebody has looked at before they decide."""
