"""Updates that say less show the same: the screen of a terminal is what Textual's own would make of it."""

import io

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.strip import Strip

from dealwatch.tui.lean import LeanUpdate

WIDTH, HEIGHT, CUT = 24, 4, 10

colours = st.sampled_from([None, "#ff0000", "#00ff00", "#0000ff"])
styles = st.none() | st.builds(
    lambda color, bgcolor, **attributes: Style(color=color, bgcolor=bgcolor, **attributes),
    color=colours,
    bgcolor=colours,
    bold=st.sampled_from([None, True, False]),
    underline=st.booleans(),
    reverse=st.booleans(),
    italic=st.booleans(),
)
runs = st.lists(
    st.tuples(st.sampled_from(["a", "bc", "  ", "d e", "日本", " "]), styles), min_size=1, max_size=6
)


def strip_of(told: list[tuple[str, Style | None]], width: int) -> Strip:
    return Strip([Segment(text, style) for text, style in told]).adjust_cell_length(width)


lines = st.lists(st.tuples(runs, runs), min_size=HEIGHT, max_size=HEIGHT)
spans = st.lists(
    st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), st.integers(1, WIDTH)).map(
        lambda span: (span[0], min(span[1:]), max(span[1:]))
    ),
    min_size=1,
    max_size=5,
)


def screen_after(*written: str) -> list[list[object]]:
    """What a terminal of ours shows: characters with their looks, blanks without the colour of letters."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    for text in written:
        stream.feed(text)
    return [[_seen(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def _seen(cell: pyte.screens.Char) -> object:
    blank = cell.data.isspace() and not (cell.reverse or cell.underscore)
    # Where no letter stands nobody sees its colour, or that it is bold or slanted.
    return (cell.data, cell.bg) if blank else tuple(cell)


@given(lines, spans)
def test_a_terminal_shows_the_same(
    told: list[tuple[list[tuple[str, Style | None]], list[tuple[str, Style | None]]]],
    asked: list[tuple[int, int, int]],
) -> None:
    asked = sorted({y: (y, x1, x2) for y, x1, x2 in asked if x1 < x2}.values())
    if not asked:
        return
    chops = [{0: strip_of(left, CUT), CUT: strip_of(right, WIDTH - CUT)} for left, right in told]
    whole = [(y, 0, WIDTH) for y in range(HEIGHT)]
    ends = [[CUT, WIDTH]] * HEIGHT
    console = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")
    same = ChopsUpdate(chops, whole, ends).render_segments(console)
    # Once over the same screen, an update must change nothing; on an empty one it shows its cells.
    assert screen_after(same, LeanUpdate(chops, asked, ends).render_segments(console)) == screen_after(same)
    empty = screen_after(LeanUpdate(chops, asked, ends).render_segments(console))
    full = screen_after(same)
    assert all(empty[y][x1:x2] == full[y][x1:x2] for y, x1, x2 in asked)


def test_a_run_sends_what_differs_from_the_run_before() -> None:
    ground = Style(color=Color.parse("#aaaaaa"), bgcolor=Color.parse("#000000"))
    other = Style(color=Color.parse("#bbbbbb"), bgcolor=Color.parse("#000000"))
    strip = Strip([Segment("one", ground), Segment(" ", other), Segment("two", ground), Segment("3", other)])
    console = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")
    written = LeanUpdate([{0: strip}], [(0, 0, 8)], [[8]]).render_segments(console)
    assert written == ("\x1b[1;1H\x1b[0;38;2;170;170;170;48;2;0;0;0mone two\x1b[38;2;187;187;187m3\x1b[0m")
    cut = LeanUpdate([{0: strip}], [(0, 4, 7)], [[8]]).render_segments(console)
    assert cut == "\x1b[1;5H\x1b[0;38;2;170;170;170;48;2;0;0;0mtwo\x1b[0m"
