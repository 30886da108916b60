"""Fewer bytes to the terminal for what has changed: over a slow ssh line they are what a key costs.

Textual sends the whole of each widget's line that an update touches, and every run of text with all of its
colours and a reset behind it. Here an update is cut to the cells that were asked for, and a run sends what
differs from the run before.
"""

from collections.abc import Iterator

from rich.color import Color, ColorSystem
from rich.console import Console
from rich.control import Control
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor
from textual.strip import Strip

_RESET = "\x1b[0m"
# Rich's bits of a style's attributes.
_BOLD = 1
_ALL = -1
# Attributes with which a blank shows its style's colour of letters.
_SHOWS_ON_BLANKS = ("reverse", "underline", "underline2", "strike", "overline")


class LeanCompositor(Compositor):
    """Textual's compositor, with updates that say less."""

    def render_partial_update(self) -> ChopsUpdate | None:
        update = super().render_partial_update()
        return LeanUpdate(update.chops, update.spans, update.chop_ends) if update else None


class LeanUpdate(ChopsUpdate):
    """What has changed on the screen."""

    def render_segments(self, console: Console) -> str:
        """The update as it is sent to the terminal."""
        system = console._color_system or ColorSystem.TRUECOLOR
        written: list[str] = []
        before: Style | None = None
        for x, y, strip in self._pieces():
            written.append(Control.move_to(x, y).segment.text)
            for text, style, _ in strip:
                run, before = _run(text, style, before, system)
                written.append(run)
        return "".join([*written, _RESET if before is not None else ""])

    def _pieces(self) -> Iterator[tuple[int, int, Strip]]:
        """The parts of strips within the spans, by where they stand."""
        for y, x1, x2 in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or x >= x2 or end <= x1:
                    continue
                left, right = max(x, x1), min(end, x2)
                # A cut through a wide character would leave a blank for it.
                if (left, right) == (x, end) or strip.cell_length != len(strip.text):
                    yield x, y, strip
                else:
                    yield left, y, strip.crop(left - x, right - x)


def _run(
    text: str, style: Style | None, before: Style | None, system: ColorSystem
) -> tuple[str, Style | None]:
    """A run of text with what its style needs after the one before, and the style that then holds."""
    if style is None or not style:
        return (_RESET if before is not None else "") + text, None
    if style.link:
        # Links are opened and closed around their text: Rich knows how.
        return (_RESET if before is not None else "") + style.render(text, color_system=system), None
    if before is not None and _looks_alike(text, style, before):
        return text, before
    return f"\x1b[{';'.join(_codes(style, before, system))}m{text}", style


def _looks_alike(text: str, style: Style, before: Style) -> bool:
    """Whether the text would look the same in the style before: a blank has no colour of letters."""
    if style._attributes != before._attributes or style.bgcolor != before.bgcolor:
        return False
    blank = text.isspace() and not any(getattr(style, name) for name in _SHOWS_ON_BLANKS)
    return blank or style.color == before.color


def _codes(style: Style, before: Style | None, system: ColorSystem) -> Iterator[str]:
    changed = style._attributes ^ before._attributes if before is not None else _ALL
    if before is None or changed not in (0, _BOLD):
        yield "0"
        yield style._make_ansi_codes(system)
        return
    if changed:
        yield "1" if style.bold else "22"
    if style.color != before.color:
        yield from _colour(style.color, system, foreground=True)
    if style.bgcolor != before.bgcolor:
        yield from _colour(style.bgcolor, system, foreground=False)


def _colour(colour: Color | None, system: ColorSystem, *, foreground: bool) -> Iterator[str]:
    if colour is None:
        yield "39" if foreground else "49"
    else:
        yield from colour.downgrade(system).get_ansi_codes(foreground)
