"""Relevance and tags: which agreements, sectors and stakeholders a story is substantially about.

Every sentence gives points to an agreement (or to a dispute that hangs on none) for the words in it; these
and what stands around them make the score. What decided is told as the story's reasons.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from dealwatch.dossier import Dossier, Sector
from dealwatch.reading.around import terms
from dealwatch.reading.points import CALLING, Point, Points
from dealwatch.reading.relevance import THRESHOLD, against, features, score, weighed
from dealwatch.reading.sectors import SectorTags, evidence_of
from dealwatch.reading.sentences import Sentence, read_sentences
from dealwatch.reading.vocabulary import Matcher, rows_of
from dealwatch.values import FIELDS, Entry, Evidence, Tag

_MOST_EVIDENCE: Final = 6
# A story published this many days before the negotiation's first step is about another one.
_BEFORE: Final = 120
_DAY: Final = 86_400
# An agreement with less than this share of the strongest one's points is only mentioned.
_SHARE: Final = 0.2


@dataclass(slots=True)
class Tags:
    """The outcome: score, tags and the points behind them; `row` is what was seen (`relevance.features`)."""

    score: float
    agreements: tuple[Tag, ...]
    sectors: tuple[Tag, ...]
    stakeholders: tuple[Tag, ...]
    points: list[Point]
    sentences: list[Sentence]
    missing: list[str]
    row: dict[str, float]

    @property
    def relevant(self) -> bool:
        """Whether the story is about the negotiation."""
        return self.score >= THRESHOLD


class Tagger:
    """A dossier's vocabulary, compiled; `tag` reads one story."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.sectors: dict[str, Sector] = {sector.id: sector for sector in dossier.sectors}
        self.parties = [party.id for party in dossier.parties]
        self._matcher = Matcher([*rows_of(dossier), *terms(dossier)])
        self._points = Points(dossier)
        self._sector_tags = SectorTags(dossier)
        self._begins = min((row.known for row in dossier.statuses), default=None)

    def tag(self, entry: Entry) -> Tags:
        """Points, score and tags of one story."""
        found = self.sentences(entry)
        row, points = self.features(entry, found)
        points = weighed(points)
        value = 0.0 if not points or self.is_too_old(entry) else score(row)
        agreements = _agreements(self.dossier, points) if value >= THRESHOLD else ()
        sectors = (
            self._sector_tags.tag(entry, found, [tag.id for tag in agreements], points)
            if value >= THRESHOLD
            else ()
        )
        missing = self._missing(entry, found, points, row) if value < THRESHOLD else []
        return Tags(value, agreements, sectors, _stakeholders(entry, found), points, found, missing, row)

    def sentences(self, entry: Entry) -> list[Sentence]:
        """The sentences of a story with the dossier's words in them."""
        found: list[Sentence] = []
        for name in FIELDS:
            text = _without_outlet(getattr(entry, name), entry.outlet)
            if text:
                lead = not entry.summary
                found += read_sentences(self._matcher, name, text, lead=lead, parties=len(self.parties))
        return found

    def features(self, entry: Entry, found: list[Sentence]) -> tuple[dict[str, float], list[Point]]:
        """What relevance is judged by, and the points among it."""
        points = self._points.find(entry, found)
        return features(entry, found, points, len(self.parties), self._begins), points

    def is_too_old(self, entry: Entry) -> bool:
        """Whether a story was published before the negotiation began."""
        if entry.published is None or self._begins is None:
            return False
        return entry.published < _midnight(self._begins) - _BEFORE * _DAY

    def _missing(
        self, entry: Entry, found: list[Sentence], points: list[Point], row: dict[str, float]
    ) -> list[str]:
        """Why a story is not relevant, in sentences."""
        if self.is_too_old(entry):
            return ["It was published before the negotiation began."]
        present = {party for sentence in found for party in sentence.hinted}
        absent = [party.name for party in self.dossier.parties if party.id not in present]
        if absent and not any(point.kind == "name" for point in points):
            return [f"It names no agreement, and nothing in it stands for {' or '.join(absent)}."]
        if not points:
            return ["Both parties are named, but no agreement, sector deal or dispute between them."]
        best = max(points, key=lambda point: point.points)
        says = f"It says too little about the deal: its strongest words are “{best.evidence.text}”."
        return [says, *(f"Against it: {why}." for why in against(row))]


def _without_outlet(text: str, outlet: str) -> str:
    """A text without the outlet's name at its end, as aggregators put it: “… - The Japan Times”."""
    if not outlet or not text.casefold().endswith(outlet.casefold()):
        return text
    kept = text[: len(text) - len(outlet)]
    return kept.rstrip().rstrip("-–—|") if kept != kept.rstrip() else text


def _agreements(dossier: Dossier, points: list[Point]) -> tuple[Tag, ...]:
    """The agreements that points are for: those that are named, else the one that most of them point to."""
    sums: dict[str, float] = defaultdict(float)
    calling = [point for point in points if point.kind in CALLING]
    for point in calling or points:
        sums[point.agreement] += point.strength
    top = max(sums.values())
    return tuple(
        Tag(item.id, _evidences(points, item.id))
        for item in dossier.agreements
        if item.id in sums and sums[item.id] >= _SHARE * top
    )


def _stakeholders(entry: Entry, found: list[Sentence]) -> tuple[Tag, ...]:
    evidence: dict[str, list[Evidence]] = {}
    for sentence in found:
        for hit in sentence.of("stakeholder"):
            rows = evidence.setdefault(hit.id, [])
            if len(rows) < 3:
                rows.append(evidence_of(entry, sentence, hit))
    return tuple(Tag(name, tuple(rows)) for name, rows in evidence.items())


def _evidences(points: list[Point], agreement: str) -> tuple[Evidence, ...]:
    own = sorted(
        (point for point in points if point.agreement == agreement), key=lambda point: -point.strength
    )
    return tuple(point.evidence for point in own[:_MOST_EVIDENCE])


def _midnight(day: dt.date) -> int:
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())
