"""Where on a page some words are marked, to open it there."""

from dealwatch.tui.document import Document


def seek(page: Document, words: str) -> None:
    """Show the page from a little above where these very words are marked, if they are."""
    if not words:
        return
    stop = next((number for number, item in enumerate(page.stops) if item.text == words), None)
    line = _line_of(page, words)
    if line is not None:
        page.scroll_lines(line - page.inner_height // 3)
    if stop is not None:
        page.move_to_stop(stop)


def _line_of(page: Document, words: str) -> int | None:
    """The line on which the words begin."""
    for number, item in enumerate(page.blocks):
        start = next((mark.start for mark in item.marks if item.text[mark.start : mark.end] == words), None)
        if start is not None:
            return _line_at(page, number, start)
    return None


def _line_at(page: Document, block: int, start: int) -> int | None:
    """The line of a block that has the character at `start`."""
    text, place, found = page.blocks[block].text, 0, None
    for number, line in enumerate(page.lines):
        shown = "".join(words for words, _ in line.pieces[1:])
        at = text.find(shown, place) if line.block == block and shown else -1
        if 0 <= at <= start:
            place, found = at, number
    return found
