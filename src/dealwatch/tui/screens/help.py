"""The keys, made from the table of actions: those of where one came from first."""

from dealwatch.tui import glyphs
from dealwatch.tui.actions import Action, Where, help_rows
from dealwatch.tui.blocks import Block, block, heading
from dealwatch.tui.panes.marks import status_style
from dealwatch.tui.panes.quotes import SILENCE
from dealwatch.tui.screens.page import PageScreen
from dealwatch.values import Status

_KEYS = 24


def help_page(first: Where) -> list[Block]:
    """Keys by place, and the marks."""
    blocks: list[Block] = []
    for title, actions in help_rows(first):
        blocks.append(block(title, "strong"))
        blocks += [_row(row) for row in _rows(actions)]
    return [*blocks, *_marks()]


def _rows(actions: list[Action]) -> list[list[Action]]:
    """The actions that share a row, row by row."""
    rows: list[list[Action]] = []
    for action in actions:
        if action.beside:
            rows[-1].append(action)
        else:
            rows.append([action])
    return rows


def _row(actions: list[Action]) -> Block:
    keys = "  ".join(action.shown for action in actions)
    return block(
        ", ".join(action.explains for action in actions), lead=f"  {keys:<{_KEYS}}", lead_style="title"
    )


def _marks() -> list[Block]:
    blocks = [heading("Marks")]
    for status in Status:
        style = status_style(status)
        blocks.append(block(status.label, style, lead=f"  {glyphs.mark(status):<{_KEYS}}", lead_style=style))
    others = (
        ("N", "new since the last visit"),
        (SILENCE, "a silence: was asked, and did not answer or declined"),
        ("(25 Feb)", "last known to hold on that day, more than 90 days ago"),
        (">", "the row, or the line, that enter opens"),
        ("shift+drag", "selects text with the terminal, as without a mouse in the program"),
    )
    return [*blocks, *(block(words, lead=f"  {mark:<{_KEYS}}", lead_style="title") for mark, words in others)]


class HelpScreen(PageScreen):
    """Help on the keys."""

    place = "Help"

    def __init__(self, first: Where) -> None:
        super().__init__()
        self._first: Where = first

    def on_mount(self) -> None:
        super().on_mount()
        self.show_page("Keys", help_page(self._first))
        self.page.focus()
