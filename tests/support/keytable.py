"""Writes the README's table of keys anew, from the table of actions: `python -m tests.support.keytable`."""

import re
from pathlib import Path
from typing import Final

from dealwatch.tui.actions import key_table

README: Final = Path(__file__).parents[2] / "README.md"
_TABLE: Final = re.compile(r"(?<=### Keys\n\n).*?(?=\n\n[^|])", re.DOTALL)


def written() -> str:
    """The table as the README has it."""
    found = _TABLE.search(README.read_text(encoding="utf-8"))
    return found[0] if found else ""


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(_TABLE.sub(lambda _: key_table(), text, count=1), encoding="utf-8")
