"""The sectors that a relevant story names as part of the deal or the dispute, with the words that say so."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from dealwatch.dossier import Dossier, Sector
from dealwatch.reading.points import DISPUTE, Point
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.vocabulary import Hit
from dealwatch.values import Entry, Evidence, Tag

_MOST_EVIDENCE: Final = 6
# A word that only points to a sector counts this much of its name; this much is enough.
_KEYWORD, _ENOUGH = 0.45, 0.88
# A sentence of this weight stands in the head.
_LEADING: Final = 1.6


@dataclass(slots=True)
class _Weighed:
    """What speaks for one sector: its names count in full, words that only point to it by half."""

    weight: float = 0.0
    named: bool = False
    leading: bool = False
    keywords: set[str] = field(default_factory=set)
    evidence: list[Evidence] = field(default_factory=list)

    def add(self, hit: Hit, weight: float, evidence: Evidence) -> None:
        """Count one hit in a sentence of this weight."""
        pointing = hit.kind == "keyword"
        self.leading = self.leading or weight >= _LEADING
        self.weight += weight * (_KEYWORD if pointing else 1.0)
        self.named = self.named or not pointing
        if pointing:
            self.keywords.add(evidence.text.lower())
        if len(self.evidence) < _MOST_EVIDENCE:
            self.evidence.append(evidence)

    @property
    def holds(self) -> bool:
        """Whether it is enough: a name, two different pointers or one in the head, and not only far down."""
        return self.weight >= _ENOUGH and (self.named or self.leading or len(self.keywords) > 1)


class SectorTags:
    """Weighs the sectors of a story with one dossier's words."""

    def __init__(self, dossier: Dossier) -> None:
        self._sectors: dict[str, Sector] = {sector.id: sector for sector in dossier.sectors}
        self._depends = {item.id: set(item.depends_on) for item in dossier.agreements}

    def tag(
        self, entry: Entry, found: list[Sentence], agreements: Collection[str], points: list[Point]
    ) -> tuple[Tag, ...]:
        """The sectors of the story's agreements, and the open questions that are argued over in it."""
        upstream = {name for tag in agreements for name in self._depends.get(tag, ())}
        argued = any(point.agreement == DISPUTE for point in points)
        weighed: dict[str, _Weighed] = defaultdict(_Weighed)
        for sentence in found:
            if sentence.others and not sentence.hinted:
                continue
            for hit in sentence.of("sector", "deal", "keyword"):
                row = self._sectors[hit.id]
                open_question = row.sticking_point and (row.agreement in upstream or argued)
                if row.tagged and (row.agreement in agreements or open_question):
                    weighed[hit.id].add(hit, sentence.weight, evidence_of(entry, sentence, hit))
        return tuple(
            Tag(name, tuple(weighed[name].evidence))
            for name in self._sectors
            if name in weighed and weighed[name].holds
        )


def evidence_of(entry: Entry, sentence: Sentence, hit: Hit) -> Evidence:
    """The words of a hit where they stand."""
    text: str = getattr(entry, sentence.field)
    return Evidence(sentence.field, hit.start, hit.end, text[hit.start : hit.end])
