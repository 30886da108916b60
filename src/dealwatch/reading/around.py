"""What a whole story names, and the words of the language and the dossier that its points are made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dealwatch.dossier import Dossier
from dealwatch.reading import trade
from dealwatch.reading.sentences import Sentence

_TERMS: Final = (
    (trade.DEAL, "deal"), (trade.TARIFF, "tariff"), (trade.PRESSURE, "pressure"), (trade.TALKS, "talks"),
    (trade.BARGAIN, "bargain"), (trade.HALT, "halt"), (trade.TRADE, "trade"), (trade.TAKEOVER, "takeover"),
    (trade.IMPORT_TAX, "tariff"),
)  # fmt: skip
# How an agreement’s day is told: "in May", "last May".
_MADE: Final = ("agreed", "signed")
_FIGURE: Final = re.compile(r"\d+(?:,\d{3})+|\d+\.\d+")


@dataclass(slots=True)
class Around:
    """What a whole story names: sectors, words that point to them, agreements; `head` has the parties of its
    title, summary and first paragraphs, `terms` the words of nicknames; `others`: its headline is about
    others, who have deals of the same name."""

    sectors: set[str]
    pointed: set[str]
    named: set[str]
    head: set[str]
    terms: set[str]
    others: bool = False

    @classmethod
    def of(cls, found: list[Sentence]) -> "Around":
        """What the sentences name; one that lists countries names nothing."""
        around = cls(set(), set(), set(), set(), set())
        around.others = any(sentence.others for sentence in found if sentence.place == "title")
        kept = {
            "sector": around.sectors, "deal": around.sectors, "keyword": around.pointed,
            "word": around.terms, "name": around.named, "nickname": around.named,
        }  # fmt: skip
        for sentence in found:
            if sentence.listed or not sentence.hits:
                continue
            for hit in sentence.hits:
                if hit.kind in kept:
                    kept[hit.kind].add(hit.id)
            if sentence.place != "tail":
                around.head |= sentence.hinted
        return around


def terms(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """The words of the language that points are made of, as the matcher takes them."""
    own = {word.lower() for party in dossier.parties for name in party.names for word in name.split()}
    yield from ((name, "rival", name.lower()) for name in trade.RIVALS if name.lower() not in own)
    for table, name in _TERMS:
        yield from ((word, "term", name) for word in table)
    yield from ((words, "pointer", party.id) for words in trade.BOTH for party in dossier.parties)
    for words in own_words(dossier).values():
        yield from ((word, "word", word) for word in words)
    for sector in dossier.sectors:
        yield from ((figure, "figure", sector.id) for figure in _FIGURE.findall(sector.terms))
    for row in dossier.statuses:
        if row.status in _MADE:
            yield row.effective.strftime("%B"), "month", row.subject


def own_words(dossier: Dossier) -> dict[str, set[str]]:
    """The words that only one agreement's names and nicknames have, by agreement: "tech", "tariff"."""
    words = {
        row.id: {
            word for name in (*row.names, *row.nicknames) for word in re.findall(r"\w{4,}", name.lower())
        }
        for row in dossier.agreements
    }
    return {
        key: own - trade.DEAL - set().union(*(other for name, other in words.items() if name != key))
        for key, own in words.items()
    }
