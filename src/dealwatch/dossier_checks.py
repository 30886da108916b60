"""What a dossier must satisfy beyond the types of its keys: names that resolve, sources, order, dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

import msgspec

from dealwatch.toml import Key, did_you_mean

if TYPE_CHECKING:
    from dealwatch.dossier import Dossier


class _Named(Protocol):
    @property
    def id(self) -> str: ...


# No negotiation that is watched began before this, and none is scheduled beyond that.
_EARLIEST: Final = dt.date(1990, 1, 1)
_LATEST: Final = dt.date(2100, 1, 1)
_ID: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong: the key, and a sentence with the mend."""

    key: Key
    what: str


def first_fault(dossier: Dossier) -> Fault | None:
    """The first thing wrong in a dossier, or None when it is sound."""
    for check in (_ids, _names, _references, _cycles, _order, _sources, _dates):
        fault = next(check(dossier), None)
        if fault is not None:
            return fault
    return None


def _ids(dossier: Dossier) -> Iterator[Fault]:
    if not dossier.agreements:
        yield Fault(("agreement",), "there is none: a dossier watches at least one agreement.")
    lists: tuple[tuple[str, tuple[_Named, ...]], ...] = (
        ("party", dossier.parties),
        ("agreement", dossier.agreements),
        ("sector", dossier.sectors),
        ("stakeholder", dossier.stakeholders),
    )
    yield from _id_form(("id",), dossier.id)
    for table, rows in lists:
        seen: set[str] = set()
        for index, row in enumerate(rows):
            yield from _id_form((table, index, "id"), row.id)
            if row.id in seen:
                yield Fault(
                    (table, index, "id"), f'"{row.id}" is taken by an earlier {table}: choose another id.'
                )
            seen.add(row.id)


def _id_form(key: Key, id: str) -> Iterator[Fault]:
    if not id or not set(id) <= _ID:
        yield Fault(key, f'"{id}" is no id: use small letters, digits and hyphens, such as "digital-tax".')


def _names(dossier: Dossier) -> Iterator[Fault]:
    """Words of the vocabulary: none is blank, and a stakeholder's aliases point to that one alone."""
    rows: list[tuple[str, int, str, tuple[str, ...]]] = []
    for i, party in enumerate(dossier.parties):
        rows += [("party", i, "names", party.names), ("party", i, "officials", party.officials)]
        rows += [("party", i, "pointers", party.pointers)]
    rows += [("lookalike", i, "names", row.names) for i, row in enumerate(dossier.lookalikes)]
    for i, agreement in enumerate(dossier.agreements):
        rows += [
            ("agreement", i, "names", agreement.names),
            ("agreement", i, "nicknames", agreement.nicknames),
        ]
    for i, sector in enumerate(dossier.sectors):
        rows += [("sector", i, "names", sector.names), ("sector", i, "keywords", sector.keywords)]
        rows += [("sector", i, "deal_names", sector.deal_names)]
    rows += [("stakeholder", i, "aliases", row.aliases) for i, row in enumerate(dossier.stakeholders)]
    for table, index, name, words in rows:
        if any(not word.strip() for word in words):
            yield Fault((table, index, name), "holds an empty word: take it out.")
    yield from _shared_aliases(dossier)


def _shared_aliases(dossier: Dossier) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for index, row in enumerate(dossier.stakeholders):
        for word in (row.name, *row.aliases):
            other = owner.setdefault(word.casefold(), row.id)
            if other != row.id:
                yield Fault(
                    ("stakeholder", index, "aliases"),
                    f'"{word}" already names {other}: keep it with one of the two.',
                )


def _references(dossier: Dossier) -> Iterator[Fault]:
    agreements = [row.id for row in dossier.agreements]
    sectors = [row.id for row in dossier.sectors]
    people = [row.id for row in dossier.stakeholders]
    subjects = [f"agreement:{id}" for id in agreements] + [f"sector:{id}" for id in sectors]
    parties = [row.id for row in dossier.parties]
    for i, agreement in enumerate(dossier.agreements):
        for word in agreement.parties:
            yield from _known(("agreement", i, "parties"), "party", word, parties)
        for word in agreement.depends_on:
            yield from _known(("agreement", i, "depends_on"), "agreement", word, agreements)
    for i, sector in enumerate(dossier.sectors):
        yield from _known(("sector", i, "agreement"), "agreement", sector.agreement, agreements)
    for i, investment in enumerate(dossier.investments):
        if investment.agreement:
            yield from _known(("investment", i, "agreement"), "agreement", investment.agreement, agreements)
        if investment.sector:
            yield from _known(("investment", i, "sector"), "sector", investment.sector, sectors)
    for i, quote in enumerate(dossier.quotes):
        yield from _known(("quote", i, "speaker"), "stakeholder", quote.speaker, people)
    for key, subject in _subjects(dossier):
        yield from _known(key, "subject", subject, subjects)


def _subjects(dossier: Dossier) -> Iterator[tuple[Key, str]]:
    yield from ((("status", i, "subject"), row.subject) for i, row in enumerate(dossier.statuses))
    yield from ((("event", i, "subject"), row.subject) for i, row in enumerate(dossier.events))
    yield from ((("quote", i, "subject"), row.subject) for i, row in enumerate(dossier.quotes))
    yield from ((("silence", i, "subject"), row.subject) for i, row in enumerate(dossier.silences))


def _known(key: Key, kind: str, word: str, known: list[str]) -> Iterator[Fault]:
    if word not in known:
        near = did_you_mean(word, known)
        yield Fault(key, f'no {kind} is called "{word}"; known: {", ".join(known) or "none"}.{near}')


def _cycles(dossier: Dossier) -> Iterator[Fault]:
    hangs_on = {row.id: row.depends_on for row in dossier.agreements}
    for index, row in enumerate(dossier.agreements):
        seen: set[str] = set()
        front = list(row.depends_on)
        while front:
            id = front.pop()
            if id == row.id:
                yield Fault(
                    ("agreement", index, "depends_on"),
                    f'"{row.id}" hangs on itself (through {", ".join(row.depends_on)}): break the circle.',
                )
                break
            if id not in seen:
                seen.add(id)
                front.extend(hangs_on[id])


def _order(dossier: Dossier) -> Iterator[Fault]:
    """Statuses of one subject stand together, in the order in which they took effect."""
    done: set[str] = set()
    for index, (before, row) in enumerate(pairwise(dossier.statuses), 1):
        if before.subject == row.subject:
            if row.effective < before.effective:
                yield Fault(
                    ("status", index, "effective"),
                    f"{row.effective} is before the {before.effective} of the row above: "
                    f"put the rows of {row.subject} in order of time.",
                )
            continue
        done.add(before.subject)
        if row.subject in done:
            yield Fault(("status", index, "subject"), f"put this row with the other rows of {row.subject}.")


def _sources(dossier: Dossier) -> Iterator[Fault]:
    """Every row names where it comes from: an http(s) address, or a note that says what was read."""
    for key, url, note in _sourced(dossier):
        if url:
            yield from _address(key, url)
        elif not note.strip():
            yield Fault(key, "no source: give the address of the page that tells it, or a source_note.")
    for key, urls in _more_addresses(dossier):
        for url in urls:
            yield from _address(key, url)


def _sourced(dossier: Dossier) -> Iterator[tuple[Key, str, str]]:
    for table, urls in (
        ("agreement", [row.source_url for row in dossier.agreements]),
        ("sector", [row.source_url for row in dossier.sectors]),
        ("status", [row.source_url for row in dossier.statuses]),
        ("event", [row.source_url for row in dossier.events]),
        ("investment", [row.source_url for row in dossier.investments]),
    ):
        yield from (((table, i, "source_url"), url, "") for i, url in enumerate(urls))
    for table, rows in (
        ("stakeholder", [(row.source_url, row.source_note) for row in dossier.stakeholders]),
        ("quote", [(row.source_url, row.source_note) for row in dossier.quotes]),
        ("silence", [(row.source_url, row.source_note) for row in dossier.silences]),
    ):
        yield from (((table, i, "source_url"), url, note) for i, (url, note) in enumerate(rows))


def _more_addresses(dossier: Dossier) -> Iterator[tuple[Key, Iterable[str]]]:
    for i, agreement in enumerate(dossier.agreements):
        yield ("agreement", i, "status_source_url"), filter(None, [agreement.status_source_url])
    for i, sector in enumerate(dossier.sectors):
        yield ("sector", i, "terms_source_url"), filter(None, [sector.terms_source_url])
        yield ("sector", i, "more_source_urls"), sector.more_source_urls
    for i, event in enumerate(dossier.events):
        yield ("event", i, "more_source_urls"), event.more_source_urls
    for i, row in enumerate(dossier.investments):
        yield ("investment", i, "amount_source_url"), filter(None, [row.amount_source_url])
        yield ("investment", i, "date_source_url"), filter(None, [row.date_source_url])
        yield ("investment", i, "more_source_urls"), row.more_source_urls


def _address(key: Key, url: str) -> Iterator[Fault]:
    if not is_web_address(url):
        yield Fault(key, f'"{url}" is not a web address: write https:// (or http://) and a host.')


def is_web_address(url: str) -> bool:
    """Whether a text is an http(s) address with a host, without spaces or control characters."""
    if not url.isprintable() or any(character.isspace() for character in url):
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises ValueError when it is no port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _dates(dossier: Dossier) -> Iterator[Fault]:
    for key, day in _days(dossier):
        if not _EARLIEST <= day <= _LATEST:
            yield Fault(key, f"{day} cannot be meant: mend the year.")
    for key, day in _past(dossier):
        if day > dossier.compiled:
            yield Fault(key, f"{day} is after {dossier.compiled}, the day on which the dossier was compiled.")
    for i, row in enumerate(dossier.events):
        if row.date > dossier.compiled and not row.scheduled:
            yield Fault(("event", i, "date"), f"{row.date} is still to come: add scheduled = true.")


def _days(dossier: Dossier) -> Iterator[tuple[Key, dt.date]]:
    yield ("compiled",), dossier.compiled
    yield from ((("event", i, "date"), row.date) for i, row in enumerate(dossier.events))
    yield from ((("status", i, "effective"), row.effective) for i, row in enumerate(dossier.statuses))
    yield from _past(dossier)


def _past(dossier: Dossier) -> Iterator[tuple[Key, dt.date]]:
    """The days that lie before the compiling, whatever the dossier is about."""
    yield ("newest_evidence",), dossier.newest_evidence
    yield from ((("agreement", i, "as_of"), row.as_of) for i, row in enumerate(dossier.agreements))
    yield from ((("sector", i, "as_of"), row.as_of) for i, row in enumerate(dossier.sectors))
    yield from ((("quote", i, "date"), row.date) for i, row in enumerate(dossier.quotes))
    yield from ((("silence", i, "date"), row.date) for i, row in enumerate(dossier.silences))
    for i, row in enumerate(dossier.statuses):
        yield ("status", i, "known"), row.known
        yield from ((("status", i, "later"), later.on) for later in row.later)
