"""Invented news for benchmarks: mostly of other things, a few about the shipped dossier's deal.

The same number gives the same story at each run. No two stories are alike, but all are put together from the
same few hundred words.
"""

import random
from dataclasses import dataclass
from typing import Final

#: One story of so many is about the deal; where the agency reports on both governments, that is a lot.
ONE_IN: Final = 50


def _listed(text: str) -> list[str]:
    return text.split(", ")


_PLACES: Final = _listed(
    "Leeds, Lagos, Lima, Oslo, Kyoto, Perth, Turin, Quito, Dakar, Porto, Cardiff, Bergen, Mumbai,"
    " Toronto, Hanoi, Nairobi, Sydney, Seville, Cork, Bruges, Gdansk, Riga, Osaka, Accra, Tbilisi, Izmir,"
    " Tampere, Malmö, Derry, Exeter"
)
_WHO: Final = _listed(
    "the council, the hospital trust, the league, the ministry of transport, the museum, the coastguard,"
    " the university, the water company, the orchestra, the teachers' union, the housing association, the"
    " port authority, the election commission, the fire service, the regional bank, the film festival, the"
    " ferry operator, the farmers' cooperative, the rail regulator, the weather office"
)
_DID: Final = _listed(
    "has opened an inquiry into, has put off, will spend another eleven million on, defended, has"
    " published its plans for, wants to end, is looking for volunteers for, has lost its appeal over,"
    " celebrated, was criticised over, has voted for, will hear next month about, has doubled the price"
    " of, reopened"
)
_WHAT: Final = _listed(
    "the new tram line, the flood defences, a shortage of nurses, the night buses, the cup final, school"
    " dinners, the old cinema, a record harvest, the airport's second runway, the bin collections, a rare"
    " comet, the spring marathon, rents in the old town, the missing paintings, a dental clinic, the"
    " winter timetable, broken lifts, the theatre's roof, a wolf in the suburbs, the bridge over the"
    " estuary"
)
_SAID: Final = (
    "“We did not expect it to be this hard,” a spokeswoman said.",
    "Neighbours said that they had waited for years.",
    "The figures, published every quarter, have risen for the third time in a row.",
    "A decision is not expected before the end of the year.",
    "“It is a good day for everybody who lives here,” said the mayor.",
    "Critics say that the money would be better spent on repairs.",
    "Nobody was hurt, and the road was open again by the evening.",
    "The work will cost more than was thought, engineers found.",
    "A hearing is set for the second week of the month.",
    "Visitors came from as far away as the islands.",
    "Two thirds of those who were asked agreed; the others had no opinion.",
    "Last season the club had finished ninth.",
)
_SECTORS: Final = (
    "steel",
    "pharmaceuticals",
    "cars",
    "artificial intelligence",
    "quantum",
    "nuclear",
    "beef",
)
_ABOUT: Final = (
    "US and UK {doing} on {sector} under the {deal}, officials in {place} say",
    "Britain and the United States {doing} on {sector} in the {deal}",
    "{deal}: London and Washington {doing} on {sector}",
)
_DOING: Final = ("resume talks", "are still apart", "near terms", "set a date", "trade blame", "pause work")
_DEALS: Final = ("Tech Prosperity Deal", "Economic Prosperity Deal")
_MORE: Final = (
    "The Department for Business and Trade said that {sector} makers had waited long enough.",
    "“We want to get this over the line,” Peter Kyle, the business secretary, told reporters in {place}.",
    "The White House did not respond to a request for comment on the {deal}.",
    "The US commerce department wants lower tariffs to depend on what Britain does about its digital tax.",
    "Exporters from {place} pay ten per cent at the border, and used to pay two and a half.",
)


@dataclass(frozen=True, slots=True)
class Report:
    """The texts of a story: headline, a sentence, paragraphs."""

    title: str
    summary: str
    paragraphs: tuple[str, ...]


def report(number: int) -> Report:
    """Story `number`; each fiftieth is about the deal."""
    chance = random.Random(number)  # noqa: S311 - invented texts
    return _deal(chance, number) if number % ONE_IN == ONE_IN // 2 else _other(chance, number)


def _other(chance: random.Random, number: int) -> Report:
    def line() -> str:
        return (
            f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)} in {chance.choice(_PLACES)}"
        )

    paragraphs = tuple(_paragraph(chance, [f"{_upper(line())}.", *chance.sample(_SAID, 3)]) for _ in range(5))
    return Report(f"{_upper(line())} ({number})", f"{_upper(line())}. {chance.choice(_SAID)}", paragraphs)


def _deal(chance: random.Random, number: int) -> Report:
    words = {
        "doing": chance.choice(_DOING),
        "sector": chance.choice(_SECTORS),
        "deal": chance.choice(_DEALS),
        "place": chance.choice(_PLACES),
    }
    first, more = chance.choice(_ABOUT).format(**words), [line.format(**words) for line in _MORE]
    paragraphs = tuple(_paragraph(chance, [*chance.sample(more, 2), chance.choice(_SAID)]) for _ in range(4))
    return Report(f"{first} ({number})", f"{first}. {chance.choice(more)}", (f"{first}.", *paragraphs))


def _paragraph(chance: random.Random, sentences: list[str]) -> str:
    chance.shuffle(sentences)
    return " ".join(sentences)


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]
