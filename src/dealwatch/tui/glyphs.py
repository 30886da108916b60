"""The marks of statuses: ASCII, safe in every font and width table, or a line of Unicode shapes; and frames.

`[ui] glyphs` and `--plain` are choices for the whole run of the program, made before anything is drawn.
"""

from typing import Final

from dealwatch.values import Status

_UNICODE: Final[dict[Status, str]] = {
    Status.PROPOSED: "?",
    Status.NEGOTIATING: "◌",
    Status.AGREED: "○",
    Status.SIGNED: "○",
    Status.PARTLY_IN_FORCE: "◐",
    Status.IN_FORCE: "●",
    Status.ON_HOLD: "◫",
    Status.TERMINATED: "✕",
}
_SETS: Final[dict[str, dict[Status, str]]] = {
    "ascii": {status: status.mark for status in Status},
    "unicode": _UNICODE,
}
# A light frame and a heavy one: corners, sides, and the line between them.
_LINES: Final = ("╭─╮│╰╯", "┏━┓┃┗┛")
_PLAIN_LINES: Final = ("+-+|++", "#=####")
_frames = [*_LINES]
# What else is drawn: lines, bars that grow in steps, a pointer, the line at today.
_PLAIN_SIGNS: Final = str.maketrans("─━▼┊▁▂▃▄▅▆▇█·", "-=v:..::||##.")
_chosen = dict(_SETS["ascii"])


def use_glyphs(name: str) -> None:
    """Choose "ascii" or "unicode"."""
    _chosen.update(_SETS[name])


def mark(status: Status | None) -> str:
    """The status by its shape, in one cell; a point for one that is not known."""
    return _chosen[status] if status else "."


def use_frames(*, plain: bool) -> None:
    """Choose frames of lines or of ASCII."""
    _frames[:] = _PLAIN_LINES if plain else _LINES


def drawn(signs: str) -> str:
    """Signs that are drawn, in ASCII where the frames are."""
    return signs.translate(_PLAIN_SIGNS) if _frames[0] == _PLAIN_LINES[0] else signs


def frame(*, heavy: bool) -> str:
    """The six characters of a frame: upper left, line, upper right, side, lower left, lower right."""
    return _frames[heavy]
