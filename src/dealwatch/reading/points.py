"""What each sentence of a story says for the negotiation: at most one point an agreement, with its words.

A point is of a kind (the words), a level (how near the parties are to them) and a place (where it stands).
What it is worth is `relevance.py`'s to say.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from dealwatch.dossier import Dossier, Sector
from dealwatch.reading.around import Around, own_words
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.vocabulary import Hit
from dealwatch.values import Entry, Evidence

DISPUTE: Final = ""
# The kinds of words, and what a sentence does that has them.
WHY: Final = {
    "name": "names the agreement",
    "nick": "calls it so where the parties are named",
    "sector": "names a sector’s deal",
    "own": "speaks of a deal with one of the parties",
    "deal": "speaks of a deal between the parties",
    "quarrel": "speaks of a dispute between the parties",
    "terms": "speaks of tariffs on goods that the deal covers",
    "levy": "speaks of a tariff of one of the parties",
    "measure": "speaks of tariffs between the parties",
    "halt": "speaks of what stopped or began again between the parties",
    "talks": "speaks of talks between the parties",
    "trade": "speaks of trade between the parties",
    "bargain": "speaks of what the parties settle",
    "goods": "speaks of what the deal covers, and of the parties",
}
# What may stand beside the words of a point.
BESIDE: Final = {
    "goods": "a sector of the deal",
    "figure": "a figure of the deal’s terms",
    "month": "the month in which the deal was made",
    "many": "one more word for dealings",
    "theirs": "a party right beside the words",
    "acting": "somebody who acts for each party",
}
# The kinds that call an agreement by some name.
CALLING: Final = ("name", "nick", "sector")
_PLACES: Final = {"title": "title", "summary": "head", "lead": "head"}
# How much a sort of words, the parties' nearness and the place say for an agreement rather than another.
_KIND: Final = {
    "name": 1.3, "nick": 1.1, "sector": 1.1, "own": 0.9, "deal": 0.75, "quarrel": 0.8, "terms": 0.7,
    "levy": 0.5, "measure": 0.5, "talks": 0.5, "halt": 0.5, "trade": 0.3, "bargain": 0.4, "goods": 0.3,
}  # fmt: skip
_LEVEL: Final = {"both": 1.0, "near": 0.65, "alone": 0.4}
_PLACE: Final = {"title": 2.4, "head": 1.8, "body": 1.0}
_QUARREL: Final = {"pressure", "tariff", "trade"}
_WEAKER: Final = (
    ("tariff", "measure"), ("talks", "talks"), ("halt", "halt"), ("bargain", "bargain"), ("trade", "trade")
)  # fmt: skip
# What a government does about goods.
_MEASURES: Final = {"tariff", "trade"}
# Two of these in one sentence say more than one.
_SPEAKING: Final = {"deal", "tariff", "talks", "halt", "bargain", "pressure"}
# A party's name may stand this many words before an agreement's: "the UK-US Tech Prosperity Deal".
_BEFORE: Final = 2


class Point(NamedTuple):
    """What one sentence says for one agreement (`agreement` "" is a dispute), and what it is worth.

    `level` is "both" where the sentence names all parties, "near" where it has one and the story's head all,
    else "alone"; a name of the agreement needs no party. `place` is "title", "head" or "body". `beside` are
    the sorts of other words that stand in the sentence (`BESIDE`).
    """

    agreement: str
    kind: str
    level: str
    place: str
    evidence: Evidence
    beside: tuple[str, ...] = ()
    points: float = 0.0

    @property
    def named(self) -> bool:
        """Whether it names or nicknames the agreement, and does not only point to it."""
        return self.kind in ("name", "nick")

    @property
    def strength(self) -> float:
        """How much it says for its agreement beside others of the same story."""
        return _KIND[self.kind] * _LEVEL[self.level] * _PLACE[self.place]

    @property
    def why(self) -> str:
        """What the sentence does."""
        return WHY[self.kind]


class Points:
    """Finds the points of a story with one dossier's parties, agreements and sectors."""

    def __init__(self, dossier: Dossier) -> None:
        self._sectors: dict[str, Sector] = {sector.id: sector for sector in dossier.sectors}
        self._parties = len(dossier.parties)
        self._said_of = own_words(dossier)

    def find(self, entry: Entry, found: list[Sentence]) -> list[Point]:
        """The points of all sentences."""
        around = Around.of(found)
        return [point for sentence in found if sentence.hits for point in self._of(entry, sentence, around)]

    def _of(self, entry: Entry, sentence: Sentence, around: Around) -> Iterator[Point]:
        level = self._level(sentence, around)
        place = _PLACES.get(sentence.place, "body")
        text: str = getattr(entry, sentence.field)
        taken: set[str] = set()
        for agreement, kind, hit in self._said(sentence, around):
            if agreement not in taken:
                taken.add(agreement)
                words = Evidence(sentence.field, hit.start, hit.end, text[hit.start : hit.end])
                beside = tuple(self._beside(sentence, hit))
                yield Point(agreement, kind, "both" if kind == "name" else level, place, words, beside)

    def _beside(self, sentence: Sentence, said: Hit) -> Iterator[str]:
        """What other words stand in the sentence of a point."""
        words = {hit.id for hit in sentence.of("term")}
        if any(self._sectors[hit.id].tagged for hit in sentence.of("sector", "keyword", "deal")):
            yield "goods"
        if sentence.of("figure"):
            yield "figure"
        if sentence.of("month"):
            yield "month"
        if len(words & _SPEAKING) > 1:
            yield "many"
        if _is_own(sentence, said):
            yield "theirs"
        if len(sentence.official) == self._parties:
            yield "acting"

    def _level(self, sentence: Sentence, around: Around) -> str:
        if sentence.listed:
            return "alone"
        if len(sentence.parties) == self._parties:
            return "both"
        near = sentence.hinted and len(around.head) == self._parties
        return "near" if near or len(sentence.hinted) == self._parties else "alone"

    def _said(self, sentence: Sentence, around: Around) -> Iterator[tuple[str, str, Hit]]:
        """The agreement, the kind and the words of each point, the strongest first."""
        for hit in sentence.of("name"):
            if not sentence.others or self._is_theirs(sentence, hit):
                shared = around.others and len(sentence.parties) < self._parties
                yield hit.id, "nick" if shared else "name", hit
        if sentence.others:
            return
        nicknames = sentence.of("nickname")
        if nicknames and (len(sentence.parties) == self._parties or not _is_takeover(sentence)):
            yield from ((hit.id, "nick", hit) for hit in nicknames)
        for hit in sentence.of("deal"):
            yield self._sectors[hit.id].agreement, "sector", hit
        if not sentence.of("name", "nickname", "deal"):
            yield from self._pointing(sentence, around)

    def _pointing(self, sentence: Sentence, around: Around) -> Iterator[tuple[str, str, Hit]]:
        """What a sentence says that has no name for the deal: the strongest of its words."""
        words: dict[str, Hit] = {}
        for hit in sentence.of("term"):
            words.setdefault(hit.id, hit)
        if not words and not sentence.of("sector"):
            return
        sectors = sentence.of("sector") or sentence.of("keyword")
        disputed = [hit for hit in sentence.of("sector", "keyword") if self._is_disputed(hit)]
        agreement = self._agreement(sentence, sectors, around, deal="deal" in words)
        own = next((hit for hit in sentence.of("term") if hit.id == "deal" and _is_own(sentence, hit)), None)
        if own is not None:
            yield agreement, "own", own
        elif "deal" in words:
            yield agreement, "deal", words["deal"]
        elif disputed and words.keys() & _QUARREL:
            row = self._sectors[disputed[0].id]
            yield row.agreement if row.deal_names else DISPUTE, "quarrel", disputed[0]
        else:
            yield from self._weaker(sentence, agreement, words)

    def _weaker(
        self, sentence: Sentence, agreement: str, words: dict[str, Hit]
    ) -> Iterator[tuple[str, str, Hit]]:
        """What a sentence says that speaks of no deal and no dispute."""
        covered = [hit for hit in sentence.of("sector", "keyword", "figure") if self._is_settled(hit)]
        if covered and words.keys() & _MEASURES:
            yield self._sectors[covered[0].id].agreement, "terms", covered[0]
            return
        levy = next(
            (hit for hit in sentence.of("term") if hit.id == "tariff" and _is_own(sentence, hit)), None
        )
        if levy is not None:
            yield agreement, "levy", levy
            return
        for term, kind in _WEAKER:
            if term in words:
                yield agreement, kind, words[term]
                return
        goods = [hit for hit in sentence.of("sector") if self._sectors[hit.id].tagged]
        if goods and len(sentence.hinted) == self._parties:
            yield agreement, "goods", goods[0]

    def _is_settled(self, hit: Hit) -> bool:
        """Whether it belongs to a sector that is covered and not fought over."""
        row = self._sectors[hit.id]
        return row.tagged and not row.sticking_point

    def _words_of(self, sentence: Sentence, around: Around) -> set[str]:
        """The words of nicknames in a sentence of the head; none where something is argued over."""
        rows = [self._sectors[name] for name in around.sectors | around.pointed]
        if sentence.place not in _PLACES or any(row.sticking_point or not row.tagged for row in rows):
            return set()
        return {hit.id for hit in sentence.of("word")}

    def _is_theirs(self, sentence: Sentence, hit: Hit) -> bool:
        """Whether all parties stand right before a name: "the UK-US Tech Prosperity Deal"."""
        near = {other.id for other in sentence.of("party") if 0 < hit.first - other.last <= _BEFORE}
        return len(near) == self._parties

    def _is_disputed(self, hit: Hit) -> bool:
        row = self._sectors[hit.id]
        return (row.sticking_point or not row.tagged) and (hit.kind == "sector" or row.tagged)

    def _agreement(self, sentence: Sentence, hits: list[Hit], around: Around, *, deal: bool) -> str:
        """The only one that the story names, else the one of the sectors at hand.

        A sector that is argued over and has no deal of its own hangs on none, unless a `deal` is spoken of.
        """
        if len(around.named) == 1 and all(self._is_disputed(hit) for hit in hits):
            return next(iter(around.named))
        counted: dict[str, int] = defaultdict(int)
        at_hand = {hit.id for hit in hits} or around.sectors or around.pointed
        for row in self._sectors.values():  # in the dossier's order, which decides between equals
            if row.id in at_hand and row.tagged and (deal or row.deal_names or not row.sticking_point):
                counted[row.agreement] += 1
        if not counted and not hits:
            said = around.terms if deal else self._words_of(sentence, around)
            counted = {key: len(words & said) for key, words in self._said_of.items() if words & said}
        return max(counted, key=lambda key: counted[key]) if counted else DISPUTE


def _is_takeover(sentence: Sentence) -> bool:
    """Whether companies deal with one another in it."""
    return any(hit.id == "takeover" for hit in sentence.of("term"))


def _is_own(sentence: Sentence, deal: Hit) -> bool:
    """Whether a party stands right before a deal, or behind it and one small word: "the US deal", "pact with
    London"."""
    return any(
        0 < deal.first - hit.last <= _BEFORE or 1 < hit.first - deal.last <= _BEFORE + 1
        for hit in sentence.of("party")
    )
