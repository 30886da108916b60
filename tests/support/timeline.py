"""A store with all that a timeline can show: what is ahead, decisions of yours and of the rule, stories."""

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import Final

import msgspec

from dealwatch.dossier import digest_of, load_dossier
from dealwatch.store import ledger
from dealwatch.store.ledger import StatusChange
from dealwatch.store.marks import begin_visit, end_visit
from dealwatch.store.sqlite import connect, transaction
from dealwatch.values import Status
from tests.support.prepared import put_prepared
from tests.tui.support import DAY, DOSSIER, NOW, PAUSE, stories, tell

#: The dossier's scheduled days are ahead of those who look after it was compiled.
COMPILED: Final = dt.date(2026, 6, 20)


def timeline_store(path: Path) -> Path:
    """The shipped dossier as of June 2026, sixty stories, a status by rule and one of yours taken back."""
    dossier = msgspec.structs.replace(load_dossier(DOSSIER), compiled=COMPILED)
    put_prepared(path, dossier, digest_of(DOSSIER), NOW - 30 * DAY)
    tell(path, [PAUSE, *stories(60, every=DAY)], seen=NOW - 240)
    with closing(connect(path)) as connection:
        with transaction(connection):
            ledger.append(connection, _change("sector:quantum", Status.NEGOTIATING, "2026-06-18", "auto"))
            mine = ledger.append(connection, _change("sector:steel", Status.TERMINATED, "2026-06-10", "you"))
            ledger.undo(connection, mine, recorded=NOW - DAY, note="a threat, not an end")
        begin_visit(connection, NOW - 200)
        end_visit(connection, NOW - 100)
    return path


def _change(subject: str, status: Status, day: str, origin: ledger.Origin) -> StatusChange:
    date = dt.date.fromisoformat(day)
    return StatusChange(
        dossier=DOSSIER,
        subject=subject,
        status=status,
        effective=date,
        known=date,
        recorded=NOW - 2 * DAY,
        origin=origin,
        note="" if origin == "auto" else "as the ministry said",
        passage="talks on quantum have begun again" if origin == "auto" else "",
        outlet="The Example" if origin == "auto" else "",
    )
