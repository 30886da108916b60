"""Undo and redo of what a person did, in the order of the journal: the last act first."""

import sqlite3
from collections.abc import Callable
from typing import Final

from dealwatch.store import by_hand, corrections, journal, marks, review
from dealwatch.store.journal import Act, Done
from dealwatch.store.sqlite import transaction

# How an act of each kind is done: forth (`again`) or back, at an instant.
_KINDS: Final[dict[str, Callable[[sqlite3.Connection, Act, bool, int], None]]] = {
    "read": marks.apply,
    "starred": marks.apply,
    "hidden": marks.apply,
    "correction": corrections.apply,
    "review": review.apply_decision,
    "take_back": review.apply_take_back,
    "status": by_hand.apply_status,
    "quote": by_hand.apply_quote,
    "note": by_hand.apply_note,
}


def undo(connection: sqlite3.Connection, *, now: int) -> Done | None:
    """Undo the last act that is not undone; None where there is none. It may be one of last week."""
    with transaction(connection):
        act = journal.last_done(connection)
        return None if act is None else _apply(connection, act, False, now)


def redo(connection: sqlite3.Connection, *, now: int) -> Done | None:
    """Do again what was undone last; None where there is nothing, or something was done since."""
    with transaction(connection):
        act = journal.next_undone(connection)
        return None if act is None else _apply(connection, act, True, now)


def _apply(connection: sqlite3.Connection, act: Act, again: bool, now: int) -> Done:
    _KINDS[act.kind](connection, act, again, now)
    journal.set_undone(connection, act.id, not again)
    return Done(f"{'done again' if again else 'undone'}: {act.done.words}", act.done.title)
