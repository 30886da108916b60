"""Entries of the ledger as `ledger.as_of` takes them."""

import datetime as dt
from typing import Any, Final

from dealwatch.store.ledger import Fact
from dealwatch.values import Status

LEDGER: Final = """
SELECT id, subject, status, effective, known, recorded, origin, undoes FROM ledger WHERE dossier = :dossier
"""


def fact_of(row: Any) -> Fact:
    """A row of LEDGER as a value."""
    id_, subject, status, effective, known, recorded, origin, undoes = row
    return Fact(
        id=id_,
        subject=subject,
        status=Status(status),
        effective=dt.date.fromisoformat(effective),
        known=dt.date.fromisoformat(known),
        recorded=recorded,
        origin=origin,
        undoes=undoes,
    )
