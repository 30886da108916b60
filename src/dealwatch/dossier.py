"""A dossier: what is watched, the words that name it, and the facts known when it was written.

A dossier is one TOML file. It loads into frozen values; a broken one is refused with the key that is wrong.
"""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Final, Literal

import msgspec

from dealwatch.dossier_checks import first_fault
from dealwatch.errors import DossierError
from dealwatch.toml import Document, expanded, fault
from dealwatch.values import Status

Confidence = Literal["high", "medium", "low"]


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the dossier: keys that it does not know are an error."""


class Party(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One side of the agreements, and the words that name it ("Britain", "Downing Street").

    `officials` are those who act for it, however they are called ("the President", "ministers"); `pointers`
    only point to it, where the other side is at hand ("Ofcom", "Sunderland").
    """

    id: str
    name: str
    names: tuple[str, ...]
    officials: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()


class Agreement(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
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
    status_source_url: str = ""
    names: tuple[str, ...]
    nicknames: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    note: str = ""


class Sector(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the economy that an agreement covers or that is argued over.

    `names` name the sector itself; `keywords` point to it where the story is already about the deal.
    `deal_names` name the sector's own text under its agreement ("medicines deal"), where both parties are at
    hand: a story about it is about the agreement too.
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
    deal_names: tuple[str, ...] = ()
    note: str = ""


class Stakeholder(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person or organisation whose words count. `side` is "uk-government", "company", "trade-body" …"""

    id: str
    name: str
    role: str
    organisation: str
    side: str
    aliases: tuple[str, ...] = ()
    source_url: str = ""
    source_note: str = ""


class Later(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that came out on a later day and left the status as it was."""

    on: dt.date
    note: str


class StatusRow(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A status that a subject ("agreement:tpd", "sector:steel") took on: a ledger entry of origin `dossier`.

    `effective` is the day from which it held, `known` the day its source was published. `later` is what came
    out afterwards and left the status as it was.
    """

    subject: str
    status: Status
    effective: dt.date
    known: dt.date
    note: str
    source_url: str
    confidence: Confidence
    later: tuple[Later, ...] = ()


class Investment(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
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


class Event(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What happened, or is scheduled, on a day. `subject` is "agreement:tpd" or "sector:nuclear"."""

    date: dt.date
    subject: str
    title: str
    detail: str
    kind: str
    confidence: Confidence
    source_url: str
    scheduled: bool = False
    more_source_urls: tuple[str, ...] = ()


class KnownQuote(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A quotation known at the writing. `verbatim = false`: reported speech, shown without marks."""

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


class KnownSilence(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody known to have declined or not answered when the dossier was written."""

    who: str
    date: dt.date
    how: str
    subject: str
    outlet: str
    source_url: str = ""
    source_note: str = ""


class Lookalike(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A thing with a similar name that is not watched ("the Japan deal"), and the words that give it away."""

    name: str
    names: tuple[str, ...]


class Dossier(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that is watched in one negotiation."""

    id: str
    name: str
    compiled: dt.date
    newest_evidence: dt.date
    gap_note: str
    parties: tuple[Party, ...] = msgspec.field(name="party")
    agreements: tuple[Agreement, ...] = msgspec.field(name="agreement")
    sectors: tuple[Sector, ...] = msgspec.field(name="sector")
    stakeholders: tuple[Stakeholder, ...] = msgspec.field(name="stakeholder")
    statuses: tuple[StatusRow, ...] = msgspec.field(name="status")
    events: tuple[Event, ...] = msgspec.field(name="event", default=())
    investments: tuple[Investment, ...] = msgspec.field(name="investment", default=())
    quotes: tuple[KnownQuote, ...] = msgspec.field(name="quote", default=())
    silences: tuple[KnownSilence, ...] = msgspec.field(name="silence", default=())
    lookalikes: tuple[Lookalike, ...] = msgspec.field(name="lookalike", default=())


_SHIPPED: Final = Path(__file__).with_name("dossiers")


def load_dossier(name_or_path: str, base: Path | None = None) -> Dossier:
    """The dossier that ships under a name ("uk-us-tech"), or the one in a TOML file.

    What holds a slash or ends in ".toml" is a path; a relative one starts from `base`, the folder of the
    configuration that names it. Raises `DossierError`, which names the file, the key and the mend.
    """
    document = Document.read(_locate(name_or_path, base), DossierError)
    document.refuse_control_characters()
    dossier = document.convert(Dossier)
    found = first_fault(dossier)
    if found is not None:
        raise document.error(found.key, found.what)
    return dossier


def digest_of(name_or_path: str, base: Path | None = None) -> str:
    """A hash of the dossier's text: another one means that the store must be seeded again. Parses nothing."""
    path = _locate(name_or_path, base)
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise DossierError(fault(path, error)) from error


def shipped_dossiers() -> tuple[str, ...]:
    """The names of the dossiers that come with the program."""
    return tuple(sorted(path.stem for path in _SHIPPED.glob("*.toml")))


def _locate(name_or_path: str, base: Path | None) -> Path:
    if name_or_path.endswith(".toml") or "/" in name_or_path or "\\" in name_or_path:
        return (base or Path()) / expanded(name_or_path)
    if name_or_path not in shipped_dossiers():
        raise DossierError(
            f'No dossier is called "{name_or_path}": name one that comes with the program '
            f"({', '.join(shipped_dossiers())}), or give the path of a TOML file, such as ./mine.toml."
        )
    return _SHIPPED / f"{name_or_path}.toml"
