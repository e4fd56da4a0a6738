"""Reading beside speaking what was read."""

import tempfile
from pathlib import Path

from broadcaster.production import actions as production
from broadcaster.reading import read
from tests.bench.figures import Figure, seconds
from tests.bench.texts import fresh_desk, text_of

SENTENCES = 200


def reading_beside_speaking() -> Figure:
    """Compare reading a text with speaking what was read."""
    text = text_of(SENTENCES)
    with tempfile.TemporaryDirectory() as folder:
        desk = fresh_desk(Path(folder))
        script = read(text)
        speaking = seconds(lambda: production.render(desk, script))
    reading = min(seconds(lambda: read(text)) for _ in range(5))
    return Figure(
        "reading a text, beside rendering it",
        f"{SENTENCES / reading:,.0f} sentences/s",
        f"{SENTENCES / speaking:,.0f} sentences/s",
        reading / speaking,
    )
