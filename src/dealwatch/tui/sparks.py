"""A small chart of counts in one line: a step for each share of the highest, the lowest for none."""

from collections.abc import Sequence
from typing import Final

from dealwatch.tui.glyphs import drawn

_STEPS: Final = "▁▂▃▄▅▆▇█"


def spark(counts: Sequence[int], highest: int = 0) -> str:
    """One sign a count. `highest` is what the top step stands for, so that several charts share one scale."""
    top = max(highest, *counts, 1) if counts else 1
    return drawn("".join(_STEPS[-(-n * (len(_STEPS) - 1) // top)] for n in counts))


def gathered(counts: Sequence[int], room: int) -> tuple[int, ...]:
    """Counts in at most `room` sums of neighbours, of as many each, the newest of them whole."""
    each = -(-len(counts) // max(1, room)) or 1
    first = len(counts) % each
    groups = [counts[:first]] if first else []
    groups += [counts[n : n + each] for n in range(first, len(counts), each)]
    return tuple(sum(group) for group in groups)
