"""A list as a file: CSV for spreadsheets, JSON for programs, Markdown for people."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from dealwatch.toml import expanded
from dealwatch.when import count

Record = dict[str, Any]

#: The formats, by the ending of the file's name.
FORMATS: Final = ("csv", "json", "md")
# What a spreadsheet would take for the beginning of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def exported(records: Sequence[Record], format: str) -> str:
    """The records as one text in a format of `FORMATS`."""
    makers = {"csv": _csv, "json": _json, "md": _markdown}
    return makers[format](records)


def why_not(path: str) -> str:
    """Why a list cannot be saved under a name, "" when it can."""
    target = expanded(path.strip())
    if target.suffix.lower().removeprefix(".") not in FORMATS:
        return "the name must end in .csv, .json or .md"
    if not target.parent.is_dir():
        return f"there is no folder {target.parent}"
    if target.exists():
        return f"{target} is there already: choose another name"
    return ""


def save(records: Sequence[Record], path: str) -> str:
    """Write the records to a file that is not there yet; what was done, or why not, in words."""
    target = expanded(path.strip())
    text = exported(records, target.suffix.lower().removeprefix("."))
    try:
        with target.open("x", encoding="utf-8", newline="") as file, _whole(target):
            file.write(text)
            file.flush()
    except (OSError, ValueError) as error:
        return f"{target} was not written: {getattr(error, 'strerror', None) or error}"
    return f"{count(len(records), 'row')} saved as {target.absolute()}"


@contextmanager
def _whole(target: Path) -> Iterator[None]:
    """A file that cannot be written to its end, as on a disk that is full, is taken away again."""
    try:
        yield
    except OSError:
        target.unlink(missing_ok=True)
        raise


def _json(records: Sequence[Record]) -> str:
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def _csv(records: Sequence[Record]) -> str:
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(_columns(records))
    writer.writerows([_harmless(_cell(value)) for value in record.values()] for record in records)
    return target.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet computes: what begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _markdown(records: Sequence[Record]) -> str:
    columns = _columns(records)
    rows = [columns, ["---"] * len(columns), *([*map(_cell, record.values())] for record in records)]
    return "".join(f"| {' | '.join(map(_quiet, row))} |\n" for row in rows)


def _quiet(cell: str) -> str:
    """A cell of a Markdown table: nothing in it is read as markup or ends the cell."""
    quiet = "".join(f"\\{letter}" if letter in "\\`*_[]<>|#!~" else letter for letter in cell)
    return " ".join(quiet.split())


def _columns(records: Iterable[Record]) -> list[str]:
    return list(next(iter(records), {}))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        return str(value.get("short", "")) or json.dumps(value, ensure_ascii=False)
    return str(value)
