"""A dossier: what is watched, the words that name it, and the facts known when it was written.

A dossier is one TOML file. It loads into frozen values; a broken one is refused with the key that is wrong.
"""

import datetime as dt
import msgspec

from dealwatch.values import Status


class _Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the dossier: keys that it does not know are an error."""


class Party(_Row):
    """One side of the agreements, and the words that name it ("Britain", "Downing Street")."""

    id: str
    name: str
    names: tuple[str, ...]


class Agreement(_Row):
    """A negotiated text between governments.

    `names` name this agreement and no other; `nicknames` name it only where both parties are at hand ("tech
    deal"). `depends_on` are ids of agreements it hangs on. `as_of` is the day its status was last known to
    hold.
    """

    id: str
    name: str
    short: str
    kind: str
    parties: tuple[str, ...]
    summary: str
    as_of: dt.date
    source_url: str
    names: tuple[str, ...]
    nicknames: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    note: str = ""


class Sector(_Row):
    """A part of the economy that an agreement covers or that is argued over.

    `names` name the sector itself; `keywords` point to it where the story is already about the deal.
    `tagged = false`: it is shown, but no reading names it.
    """

    id: str
    name: str
    short: str
    agreement: str
    terms: str
    as_of: dt.date
    source_url: str
    terms_source_url: str = ""
    more_source_urls: tuple[str, ...] = ()
    sticking_point: bool = False
    tagged: bool = True
    names: tuple[str, ...]
    keywords: tuple[str, ...] = ()
    note: str = ""


class Stakeholder(_Row):
    """A person or organisation whose words count. `side` is "uk-government", "company", "trade-body" …"""

    id: str
    name: str
    role: str
    organisation: str
    side: str
    aliases: tuple[str, ...] = ()
    source_url: str = ""
    source_note: str = ""


class StatusRow(_Row):
    """One status that a subject ("agreement:tpd", "sector:steel") took on: a ledger entry of origin `dossier`.

    `effective` is the day from which it held, `known` the day its source was published. `later` is what came
    out afterwards and left the status as it was.
    """

    subject: str
    status: Status
    effective: dt.date
    known: dt.date
    note: str
    source_url: str
    confidence: str
    later: tuple["Later", ...] = ()


class Later(_Row):
    """Something that came out on a later day and left the status as it was."""

    on: dt.date
    note: str


class Investment(_Row):
    """A sum that a company promised under, or beside, an agreement (`agreement` may be "")."""

    company: str
    what: str
    amount_text: str
    announced: str
    status: str
    source_url: str
    amount: int | None = None
    currency: str = ""
    agreement: str = ""
    sector: str = ""
    date_precision: str = ""
    amount_source_url: str = ""
    date_source_url: str = ""
    more_source_urls: tuple[str, ...] = ()


class Event(_Row):
    """Something that happened, or is scheduled, on a day. `subject` is "agreement:tpd" or "sector:nuclear"."""

    date: dt.date
    subject: str
    title: str
    detail: str
    kind: str
    confidence: str
    source_url: str
    scheduled: bool = False
    more_source_urls: tuple[str, ...] = ()


class KnownQuote(_Row):
    """A quotation known when the dossier was written. `verbatim = false`: reported speech, shown without marks."""

    speaker: str
    date: dt.date
    text: str
    context: str
    subject: str
    outlet: str
    verbatim: bool = True
    source_url: str = ""
    source_note: str = ""
    date_precision: str = ""


class KnownSilence(_Row):
    """Somebody known to have declined or not answered when the dossier was written."""

    who: str
    date: dt.date
    how: str
    subject: str
    outlet: str
    source_url: str = ""
    source_note: str = ""


class Lookalike(_Row):
    """A thing with a similar name that is not watched ("the Japan deal"), and the words that give it away."""

    name: str
    names: tuple[str, ...]


class Dossier(_Row):
    """Everything that is watched in one negotiation."""

    id: str
    name: str
    compiled: dt.date
    newest_evidence: dt.date
    gap_note: str
    parties: tuple[Party, ...]
    agreements: tuple[Agreement, ...]
    sectors: tuple[Sector, ...]
    stakeholders: tuple[Stakeholder, ...]
    statuses: tuple[StatusRow, ...]
    events: tuple[Event, ...] = ()
    investments: tuple[Investment, ...] = ()
    quotes: tuple[KnownQuote, ...] = ()
    silences: tuple[KnownSilence, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()
