"""Word tables written as running text: one blank between words, as a reader of the code likes them."""


def words(text: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(text.split())


def rows(text: str) -> tuple[str, ...]:
    """The words of a table, in its order."""
    return tuple(text.split())
