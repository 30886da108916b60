"""`[keys]` of the configuration: a person's own keys by action, refused where one could not work."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Final

from textual.keys import Keys, key_to_character

from dealwatch.config import Chosen
from dealwatch.errors import ConfigError
from dealwatch.toml import Document, did_you_mean
from dealwatch.tui.actions import ACTIONS, BY_ID, Action, together

# What people call keys, and what Textual does.
_ALIASES: Final = {
    "esc": "escape", "return": "enter", "pgdn": "pagedown", "pgup": "pageup", "del": "delete",
    "ins": "insert", "ctrl+i": "tab", "ctrl+m": "enter", " ": "space", ",": "comma",
}  # fmt: skip
_NAMED: Final = frozenset(key.value for key in Keys) - {"<any>", "<ignore>"}
_MODIFIERS: Final = ("ctrl", "shift", "alt", "super", "meta", "hyper")


def checked(chosen: Chosen, source: Path) -> dict[str, tuple[str, ...]]:
    """The keys by action's id, as Textual calls them.

    ConfigError, with the place in the file `source`, for an action or a key that does not exist, and for a
    key that would mean two things in one place.
    """
    keys = {}
    for id, given in _flat(chosen):
        if id not in BY_ID:
            near = did_you_mean(id, tuple(BY_ID))
            _refuse(source, id, f"there is no such action.{near} `dealwatch` shows them all with ?.")
        keys[id] = tuple(_key(key, id, source) for key in given)
        if not keys[id]:
            _refuse(source, id, 'names no key: give one, such as "x", or take the line out.')
    _refuse_clashes(keys, source)
    return keys


def _flat(chosen: Chosen) -> Iterator[tuple[str, tuple[str, ...]]]:
    """`list.down = "x"` and `"list.down" = "x"` are the same to a person."""
    for name, value in chosen.items():
        if isinstance(value, Mapping):
            for below, given in value.items():
                yield f"{name}.{below}", (given,) if isinstance(given, str) else given
        else:
            yield name, (value,) if isinstance(value, str) else value


def _key(key: str, id: str, source: Path) -> str:
    key = _ALIASES.get(key, key)
    modifiers, _, last = key.rpartition("+") if len(key) > 1 else ("", "", key)
    known = key in _NAMED or last in _NAMED or key_to_character(last) is not None
    if not known or not all(part in _MODIFIERS for part in modifiers.split("+") if modifiers):
        example = 'write a character ("x", "?") or a name ("f5", "ctrl+x", "enter")'
        _refuse(source, id, f'"{key}" is no key: {example}.')
    character = key_to_character(key)
    # One spelling for each: "." and not "full_stop". A comma stands between keys, a blank cannot be read.
    return character if character and character.isprintable() and character not in " ," else key


def _refuse_clashes(keys: Mapping[str, tuple[str, ...]], source: Path) -> None:
    for one, other in combinations(ACTIONS, 2):
        # What the table has twice itself is meant: there the nearer place wins.
        if together(one.where, other.where) and (one.id in keys or other.id in keys):
            for key in _of(one, keys):
                if key in _of(other, keys):
                    _refuse_clash(key, one, other, keys, source)


def _of(action: Action, keys: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return keys.get(action.id, tuple(action.keys.split()))


def _refuse_clash(
    key: str, one: Action, other: Action, keys: Mapping[str, tuple[str, ...]], source: Path
) -> None:
    mine, theirs = (one, other) if one.id in keys else (other, one)
    mend = f"choose another, or give {theirs.id} one of its own"
    _refuse(
        source,
        mine.id,
        f'"{key}" is the key of {theirs.id} ({theirs.explains}) already, and would be that of {mine.id} '
        f"({mine.explains}) too: {mend}.",
    )


def _refuse(source: Path, id: str, what: str) -> None:
    raise Document.read(source, ConfigError).error(("keys", id), what)
