"""The tables of `data/`, read once: tab-separated, UTF-8, a hash and a space open a comment."""

from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of `data/<name>.tsv`, every field stripped."""
    text = (files("broadcaster.reading") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(
        tuple(field.strip() for field in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("# ")
    )


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the first column of a table, for questions of membership."""
    return frozenset(row[0] for row in table(name))


@cache
def context(question: str) -> tuple[str, ...]:
    """Return the words of `data/context.tsv` that decide one question."""
    return tuple(mapping("context")[question].split("|"))


@cache
def mapping(name: str) -> dict[str, str]:
    """Return the first two columns of a table as written -> spoken."""
    return {row[0]: row[1] for row in table(name)}
