"""How long texts take that are made to be slow: one piece, repeated."""

import time
from collections.abc import Callable

from dealwatch.reading import Reader
from dealwatch.values import Entry

# Marks, names and cues; the tests repeat many more.
HOSTILE = (
    "\"", "“", "‘a’ ", "“a” ", "“‘", "\"“", "a said ", "said ", "(", "1,", "\n", "A.", "’", "Smith ",
    "Smith, who, ", "X, 34, ", "Jane Hill, a, b, ", "he ", "who ", "of the ", "“a b c,” he said. ",
    "“x y z\n\n", "according to X ", "was approached ", "has been also ", "did not comment ",
    "a spokesman for ", "UK US deal paused ", "No 10 ", "UK US deal denied a b that ",
    "The UK-US tech deal was paused. ", "still waiting for details ",
)  # fmt: skip


def report_hostile(
    reader: Reader, out: Callable[[str], None] = print, length: int = 1_000_000, slowest: int = 8
) -> None:
    """Print the repeated texts of this many characters that take longest to read."""
    found = []
    for piece in HOSTILE:
        entry = Entry(key="hostile", title="UK and US", body=piece * (length // len(piece)))
        began = time.process_time()
        reader.read(entry)
        found.append((time.process_time() - began, piece))
    out(f"{length:,} characters of each of {len(HOSTILE)} repeated texts; the slowest:")
    for seconds, piece in sorted(found, reverse=True)[:slowest]:
        out(f"{seconds:8.2f} s  {piece!r}")
