"""TOML files into typed values, with errors that a person can act on: the file, the line, the key, the mend.

Shared by the configuration and the dossiers. Tables in a list are counted from 1 in messages
(`feeds[3].url` is the address of the third feed).
"""

import re
import tomllib
import typing
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from dealwatch.errors import DealwatchError
from dealwatch.text import clean_line, clean_text

T = TypeVar("T", bound=msgspec.Struct)
Key = tuple[str | int, ...]

_LONGEST: Final = 500
_NESTED_TOO_DEEP: Final = "tables or lists are nested too deep; write it flatter."
# Patterns are kept as text: they are compiled on the day of a mistake only.
_PLACED: Final = r"(?s)(.*) - at `\$(.*)`\Z"
_NUMBER_TOO_LONG: Final = "not TOML: a number in it has thousands of digits; write a shorter one."
_UNKNOWN: Final = r"(?s)Object contains unknown field `(.*)`\Z"
_MISSING: Final = r"(?s)Object missing required field `(.*)`\Z"
_WRONG_TYPE: Final = r"Expected `([^`]*)`, got `([^`]*)`\Z"
_BOUND: Final = r"Expected `[a-z]+` (>=|<=|>|<) (.*)\Z"
_PATH_PART: Final = r"\.?([^.\[\]]+)|\[(\d+)\]"
# What the parser says, and what a person does about it.
_MENDS: Final = (
    ("Illegal character '\\n'", "a quotation mark is missing at the end of this line"),
    ("Illegal character", "a control character stands here: take it out"),
    (
        "Invalid value",
        "this is no value: put text in quotation marks, and write yes and no as true and false",
    ),
    ("Cannot overwrite a value", "this key is given twice: take one of the two out"),
    ("Cannot declare", "this table is given twice: join the two"),
    (
        "Expected newline or end of document",
        "a line holds one key and its value: break it, or mend the value",
    ),
    ("Expected '=' after a key", "a key is followed by = and its value: add them"),
    ("Expected ']' at the end of a table", "a ] is missing behind the name of the table"),
    ("Expected ']]' at the end of an array", "]] is missing behind the name of the table"),
    ("Unclosed array", "a comma or the closing ] of a list is missing"),
    ("Unclosed inline table", "a comma or the closing } of a table is missing"),
    ("Unterminated string", "quotation marks are missing at the end of the text"),
    ("Expected \"'''\"", "quotation marks are missing at the end of the text"),
    ("Invalid hex value", "a backslash stands in this text: write it twice"),
    ("Found invalid character", "a control character stands here: take it out"),
    ("Invalid statement", "no key can begin like this: a line is key = value, or the [name] of a table"),
    ("Unescaped '\\'", "a backslash stands in this text: write it twice"),
)
_WORDS: Final = {
    "int": "a whole number",
    "float": "a number",
    "str": 'text in quotation marks ("…")',
    "bool": "true or false",
    "array": "a list in square brackets",
    "object": "a table",
    "date": "a date such as 2025-12-16",
}
_FOUND: Final = {
    "int": "a whole number",
    "float": "a number with a fraction",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "date": "a date",
    "datetime": "a date with a time",
    "time": "a time of day",
}
_BOUNDS: Final = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}


class Document(msgspec.Struct, frozen=True):
    """A TOML file that was read: its plain tables, and what is needed to say where it is wrong."""

    path: Path
    text: str
    tables: dict[str, Any]
    raises: type[DealwatchError]

    @classmethod
    def read(cls, path: Path, raises: type[DealwatchError]) -> "Document":
        """Read and parse; every failure is one `raises` with the file, the line and the mend."""
        text = _read_text(path, raises)
        try:
            return cls(path, text, tomllib.loads(text), raises)
        except RecursionError as error:
            raise raises(f"{path}: {_NESTED_TOO_DEEP}") from error
        except tomllib.TOMLDecodeError as error:
            raise raises(_syntax_message(path, text, str(error))) from error
        except ValueError as error:
            raise raises(f"{path}: {_NUMBER_TOO_LONG}") from error

    def convert(self, kind: type[T], tables: dict[str, Any] | None = None) -> T:
        """The typed value of the file's tables, or of `tables` that were made from them."""
        try:
            return msgspec.convert(self.tables if tables is None else tables, kind)
        except msgspec.ValidationError as error:
            key, what = explain(str(error), kind)
            raise self.error(key, what) from error

    def refuse_control_characters(self) -> None:
        """Refuse text that could act on a terminal: a file may come from somebody else."""
        for key, text in _texts(self.tables, ()):
            if clean_text(text) != text:
                raise self.error(key, "holds control characters: take them out.")

    def error(self, key: Key, what: str) -> DealwatchError:
        """The error for one key of this file. `what` says what is wrong and how to mend it."""
        line = line_of(self.text, key)
        place = f"{self.path}, line {line}" if line else f"{self.path}"
        said = f"{readable(key)}: {what}" if key else what
        return self.raises(f"{place}: {clean_line(said, _LONGEST)}")


def readable(key: Key) -> str:
    """A key as a person writes it: `feeds[3].url`, lists counted from 1."""
    written = ""
    for part in key:
        written += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if written else part
    return written


def line_of(text: str, key: Key) -> int | None:
    """The line on which a key stands, or its table's; None where it cannot be told from the layout."""
    if not key:
        return None
    lines = text.splitlines()
    table, *rest = key
    index = 0
    if rest and isinstance(rest[0], int):
        index = rest[0]
        rest = rest[1:]
    header = _header(lines, str(table), index)
    if header and rest:
        return _assignment(lines, str(rest[0]), header)
    return (header if len(key) > 1 else None) or _assignment(lines, str(table), 0) or header


def _header(lines: list[str], name: str, index: int) -> int | None:
    """The line of the table's header, `[name]`, or of the `[[name]]` with this index."""
    header = re.compile(rf"\s*\[\[?\s*{re.escape(name)}\s*\]")
    found = (number for number, line in enumerate(lines, 1) if header.match(line))
    return next(islice(found, index, None), None)


def _assignment(lines: list[str], name: str, after: int) -> int | None:
    """The line that sets `name` in the table whose header is on line `after`; else the header's."""
    setting = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*[.=]""")
    for number, line in enumerate(lines[after:], after + 1):
        if line.lstrip().startswith("["):
            break
        if setting.match(line):
            return number
    return after or None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """' Did you mean "x"?' with a space before it, or "" when nothing known is close."""
    import difflib  # needed on the day of a mistake only

    close = difflib.get_close_matches(word[:80], list(known), n=1, cutoff=0.6)
    return f' Did you mean "{close[0]}"?' if close else ""


def _texts(value: Any, key: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*key, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*key, index))


def expanded(path: str | Path) -> Path:
    """A path with ~ made the home directory; as written where there is no such home."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def fault(path: Path, error: OSError) -> str:
    """Why a file cannot be read, in a sentence with the mend."""
    if isinstance(error, FileNotFoundError):
        return f"{path} does not exist: mend the path, or create the file."
    if isinstance(error, IsADirectoryError):
        return f"{path} is a folder: name the file in it."
    if isinstance(error, PermissionError):
        return f"{path} may not be read by you: mend its permissions."
    return f"{path} cannot be read ({error.strerror or error}): mend the path."


def _read_text(path: Path, raises: type[DealwatchError]) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise raises(fault(path, error)) from error
    except ValueError as error:  # a NUL in the path
        raise raises(f"{str(path)!r} is not the path of a file: mend it.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise raises(f"{path}, line {line}: this is not UTF-8 text: save the file as UTF-8.") from error


def _syntax_message(path: Path, text: str, problem: str) -> str:
    at = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z", problem)
    what = problem[: at.start()] if at else problem
    what = next((mend for begin, mend in _MENDS if what.startswith(begin)), what)
    line = int(at[1]) if at and at[1] else max(1, len(text.splitlines()))
    column = f", column {at[2]}" if at and at[2] else ""
    return f"{path}, line {line}{column}: not TOML: {what[:1].lower()}{what[1:]}."


def explain(problem: str, kind: type[msgspec.Struct]) -> tuple[Key, str]:
    """The message of a failed conversion to `kind` as the key, () for the whole, and a sentence."""
    placed = re.match(_PLACED, problem)
    what, key = (placed[1], _parse_path(placed[2])) if placed else (problem, ())
    unknown = re.match(_UNKNOWN, what)
    if unknown:
        known = _known_keys(kind, key)
        near = did_you_mean(unknown[1], known)
        return (*key, unknown[1]), f"there is no such key.{near or ' Known: ' + ', '.join(known) + '.'}"
    missing = re.match(_MISSING, what)
    if missing:
        return (*key, missing[1]), "is missing: add it."
    return key, _value_message(what, _type_at(kind, key))


def _value_message(what: str, kind: Any) -> str:
    wrong = re.match(_WRONG_TYPE, what)
    if wrong:
        wanted = " or ".join(_WORDS.get(word.strip(), word.strip()) for word in wrong[1].split("|"))
        return f"must be {wanted}, not {_FOUND.get(wrong[2], wrong[2])}."
    bound = re.match(_BOUND, what)
    if bound:
        return f"must be {_BOUNDS[bound[1]]} {bound[2].removesuffix('.0')}."
    if what.startswith("Invalid enum value"):
        word = what.removeprefix("Invalid enum value ").strip("'`")
        choices = _choices(kind)
        return f'"{word}" is not known.{did_you_mean(word, choices)} It is one of {", ".join(choices)}.'
    if "date" in what:
        return f"must be {_WORDS['date']}."
    if "out of range" in what:
        return "is too large: write a smaller number."
    return f"{what[:1].lower()}{what[1:]}."


def _parse_path(path: str) -> Key:
    parts = (match for match in re.finditer(_PATH_PART, path))
    return tuple(int(part[2]) if part[2] is not None else part[1] for part in parts)


def _known_keys(kind: type[msgspec.Struct], key: Key) -> list[str]:
    owner = _type_at(kind, key)
    if isinstance(owner, type) and issubclass(owner, msgspec.Struct):
        return [field.encode_name for field in msgspec.structs.fields(owner)]
    return []


def _type_at(kind: Any, key: Key) -> Any:
    """The declared type of a key: fields by their TOML names, list items by their element type."""
    for part in key:
        if isinstance(part, int):
            kind = (typing.get_args(kind) or (None,))[0]
        elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            kind = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}.get(part)
        else:
            return None
    return kind


def _choices(kind: Any) -> list[str]:
    """The words that an enum or a Literal allows."""
    if isinstance(kind, type):
        return [str(member) for member in getattr(kind, "__members__", {}).values()]
    return [str(word) for word in typing.get_args(kind)]
