"""The words of a filter on the command line: `dealwatch stories tag:steel since:2026-04 -whisky`."""

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Final

from dealwatch.errors import InputError
from dealwatch.filter import KEYS, Filter, parse
from dealwatch.names import Names

_BEFORE: Final = re.compile(r"(-?(?:[A-Za-z]+:)?)(.*)", re.DOTALL)


def wanted(arguments: argparse.Namespace, names: Names, keys: Iterable[str] = KEYS) -> Filter:
    """What the words and --since ask for. Raises InputError for a word that means nothing."""
    since = [f"since:{arguments.since}"] if arguments.since and "since" in keys else []
    found = parse(" ".join(map(_one_word, [*arguments.words, *since])), names, keys=keys)
    if found.problems:
        raise InputError("; ".join(f"{problem}" for problem in found.problems))
    return found


def _one_word(argument: str) -> str:
    """An argument as the language writes it: what the shell took for one word stays one."""
    if not re.search(r"\s", argument) or '"' in argument:
        return argument
    before, value = _BEFORE.fullmatch(argument).groups()  # type: ignore[union-attr]
    return f'{before}"{value}"'


def nothing_matches(found: Filter, without: Sequence[tuple[object, int]]) -> str:
    """Why a list is empty, and the words that one could leave out."""
    less = "; ".join(f"without `{term}`: {rows:,}" for term, rows in without)
    return f"Nothing matches `{found}`{f' ({less})' if less else ''}."
