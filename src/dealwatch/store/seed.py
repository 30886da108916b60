"""Seed a store with a dossier, and again when its text changes.

What was recorded since is never touched. Facts that the dossier alone brings are replaced; its quotes are
marked when it drops them; in the ledger, which takes nothing away, a row that it drops is undone by another
entry.
"""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from dealwatch.dossier import (
    Agreement,
    Dossier,
    Event,
    Investment,
    KnownQuote,
    KnownSilence,
    Sector,
    Stakeholder,
    StatusRow,
)
from dealwatch.store import ledger, tables, weigh
from dealwatch.store.engine import driver
from dealwatch.store.keys import speaker_key
from dealwatch.values import Status

Row = dict[str, Any]


def seed(connection: Connection, dossier: Dossier, digest: str, now: int, *, again: bool = False) -> bool:
    """Bring the store to this text of the dossier, within the caller's transaction.

    Gives whether there was anything to do: a store seeded with this `digest` is left alone, except `again`:
    its schema was changed, and new columns are to be filled.
    """
    known = connection.execute(
        select(tables.DOSSIER.c.digest).where(tables.DOSSIER.c.id == dossier.id)
    ).scalar()
    if known == digest and not again:
        return False
    _put_dossier(connection, dossier, digest, now)
    for table, rows in _facts(dossier):
        _replace(connection, dossier.id, table, rows)
    _seed_voices(connection, dossier, now)
    _seed_ledger(connection, dossier, now)
    # What the ledger now says decides which signals wait.
    weigh.settle(driver(connection), dossier.id, [row["id"] for row in _subjects(dossier)])
    return True


def _put_dossier(connection: Connection, dossier: Dossier, digest: str, now: int) -> None:
    values = {
        "name": dossier.name,
        "digest": digest,
        "compiled": dossier.compiled,
        "newest_evidence": dossier.newest_evidence,
        "gap_note": dossier.gap_note,
        "seeded_at": now,
    }
    statement = upsert(tables.DOSSIER).values(id=dossier.id, read_with="", **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


# ---------------------------------------------------------------- facts that nothing else refers to


def _replace(connection: Connection, dossier: str, table: Table, rows: list[Row]) -> None:
    connection.execute(delete(table).where(table.c.dossier == dossier))
    if rows:
        connection.execute(insert(table), [{"dossier": dossier, **row} for row in rows])


def _facts(dossier: Dossier) -> list[tuple[Table, list[Row]]]:
    return [
        (tables.SUBJECT, _subjects(dossier)),
        (tables.DEPENDENCY, _dependencies(dossier)),
        (tables.STAKEHOLDER, _numbered(_same_named(tables.STAKEHOLDER, row) for row in dossier.stakeholders)),
        (tables.EVENT, [_same_named(tables.EVENT, row) | _sources(row) for row in dossier.events]),
        (tables.LATER, _later(dossier)),
        (
            tables.INVESTMENT,
            _numbered(_same_named(tables.INVESTMENT, row) | _sources(row) for row in dossier.investments),
        ),
    ]


def _same_named(table: Table, row: msgspec.Struct) -> Row:
    """The values of a dossier's row that have a column of their name."""
    return {name: value for name, value in msgspec.structs.asdict(row).items() if name in table.c}


def _sources(row: Event | Investment | Sector) -> Row:
    return {"source_urls": json.dumps(row.more_source_urls)}


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [{**row, "position": position} for position, row in enumerate(rows)]


def _subjects(dossier: Dossier) -> list[Row]:
    return _numbered([*map(_agreement, dossier.agreements), *map(_sector, dossier.sectors)])


_SUBJECT: Final[Row] = {
    "agreement": "",
    "summary": "",
    "terms": "",
    "sticking_point": False,
    "status_source_url": "",
    "terms_source_url": "",
    "source_urls": "[]",
}


def _agreement(agreement: Agreement) -> Row:
    own = {"id": f"agreement:{agreement.id}", "kind": "agreement"}
    return _SUBJECT | _same_named(tables.SUBJECT, agreement) | own


def _sector(sector: Sector) -> Row:
    own = {"id": f"sector:{sector.id}", "kind": "sector"}
    return _SUBJECT | _same_named(tables.SUBJECT, sector) | _sources(sector) | own


def _dependencies(dossier: Dossier) -> list[Row]:
    return [
        {"agreement": agreement.id, "position": position, "depends_on": other}
        for agreement in dossier.agreements
        for position, other in enumerate(agreement.depends_on)
    ]


def _later(dossier: Dossier) -> list[Row]:
    return [
        {**_same_named(tables.LATER, row), "date": later.on, "note": later.note}
        for row in dossier.statuses
        for later in row.later
    ]


# ---------------------------------------------------------------- quotes and silences

_SAME_VOICE = ("kind", "speaker", "date", "text")


def _seed_voices(connection: Connection, dossier: Dossier, now: int) -> None:
    voice = tables.VOICE
    ours = (voice.c.dossier == dossier.id) & voice.c.story_id.is_(None) & (voice.c.origin == "dossier")
    columns = [voice.c[name] for name in _SAME_VOICE]
    stored = {tuple(row[1:]): row[0] for row in connection.execute(select(voice.c.id, *columns).where(ours))}
    connection.execute(update(voice).where(ours, voice.c.current).values(current=False))
    for row in _voices(dossier):
        known = stored.get(tuple(row[name] for name in _SAME_VOICE))
        if known is None:
            connection.execute(insert(voice).values(first_seen=now, **row))
        else:
            connection.execute(update(voice).where(voice.c.id == known).values(**row))


def _voices(dossier: Dossier) -> list[Row]:
    people = {
        name.casefold(): holder
        for holder in dossier.stakeholders
        for name in (*holder.aliases, holder.name, holder.id)
    }
    rows = [*map(_quote, dossier.quotes), *map(_silence, dossier.silences)]
    return [
        {
            **row,
            "dossier": dossier.id,
            "origin": "dossier",
            **_speaker(row["speaker"], people.get(row["speaker"].casefold())),
            "span_end": len(row["text"]),
            "at": _midnight(row["date"]),
            "current": True,
            "relevant": True,
            "duplicate": False,
        }
        for row in rows
    ]


def _speaker(who: str, holder: Stakeholder | None) -> Row:
    """The dossier names a speaker in words, or a stakeholder by id; people read the name."""
    if holder is None:
        return {"speaker": who, "stakeholder": None, "said_by": speaker_key(who, None)}
    name = holder.name if who == holder.id else who
    return {"speaker": name, "stakeholder": holder.id, "said_by": speaker_key(name, holder.id)}


def _quote(quote: KnownQuote) -> Row:
    return {
        "kind": "quote",
        "speaker": quote.speaker,
        "date": quote.date,
        "date_precision": quote.date_precision,
        "text": quote.text,
        "about": quote.context,
        "subject": quote.subject,
        "outlet": quote.outlet,
        "verbatim": quote.verbatim,
        "source_url": quote.source_url,
        "source_note": quote.source_note,
    }


def _silence(silence: KnownSilence) -> Row:
    return {
        "kind": "silence",
        "speaker": silence.who,
        "date": silence.date,
        "date_precision": "",
        "text": silence.how,
        "about": "",
        "subject": silence.subject,
        "outlet": silence.outlet,
        "verbatim": False,
        "source_url": silence.source_url,
        "source_note": silence.source_note,
    }


def _midnight(date: dt.date) -> int:
    return int(dt.datetime.combine(date, dt.time(), dt.UTC).timestamp())


# ---------------------------------------------------------------- the ledger

_SAME_ENTRY = ("subject", "status", "effective", "known", "note", "source_url", "confidence")


def _seed_ledger(connection: Connection, dossier: Dossier, now: int) -> None:
    raw = driver(connection)
    stored = _entries_of_dossier(connection, dossier.id)
    wanted = {_identity(row): row for row in dossier.statuses}
    for identity, entry in stored.items():
        if identity not in wanted and not _taken_back(connection, entry):
            ledger.undo(raw, entry, recorded=now, origin="dossier", note="The dossier no longer says so.")
    for row in _oldest_first(row for identity, row in wanted.items() if identity not in stored):
        ledger.append(raw, _change(dossier.id, row, now))


def _entries_of_dossier(connection: Connection, dossier: str) -> dict[tuple[Any, ...], int]:
    """What earlier texts of the dossier entered and did not drop; what a person took back is among it."""
    entry, undoing = tables.LEDGER, tables.LEDGER.alias("undoing")
    dropped = select(undoing.c.undoes).where(undoing.c.origin == "dossier", undoing.c.undoes.is_not(None))
    ours = select(entry.c.id, *(entry.c[name] for name in _SAME_ENTRY)).where(
        entry.c.dossier == dossier,
        entry.c.origin == "dossier",
        entry.c.undoes.is_(None),
        entry.c.id.not_in(dropped),
    )
    return {tuple(row[1:]): row[0] for row in connection.execute(ours)}


def _taken_back(connection: Connection, entry: int) -> bool:
    rows = connection.execute(select(tables.LEDGER.c.id, tables.LEDGER.c.undoes))
    return entry in ledger.undone((row[0], row[1]) for row in rows)


def _identity(row: StatusRow) -> tuple[Any, ...]:
    return (row.subject, row.status.value, row.effective, row.known, row.note, row.source_url, row.confidence)


def _oldest_first(rows: Iterable[StatusRow]) -> list[StatusRow]:
    return sorted(rows, key=lambda row: (row.effective, row.known))


def _change(dossier: str, row: StatusRow, now: int) -> ledger.StatusChange:
    return ledger.StatusChange(
        dossier=dossier,
        subject=row.subject,
        status=Status(row.status),
        effective=row.effective,
        known=row.known,
        recorded=now,
        origin="dossier",
        note=row.note,
        source_url=row.source_url,
        confidence=row.confidence,
    )
