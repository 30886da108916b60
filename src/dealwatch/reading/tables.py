"""Word tables written as running text, one blank between words; and tables of fitted weights."""

from importlib import resources


def words(text: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(text.split())


def rows(text: str) -> tuple[str, ...]:
    """The words of a table, in its order."""
    return tuple(text.split())


def weights(file: str) -> dict[str, float]:
    """The weights of a table beside this module: a line holds a feature, a tabulator and its weight."""
    text = resources.files("dealwatch.reading").joinpath(file).read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {feature: float(weight) for feature, weight in lines}
