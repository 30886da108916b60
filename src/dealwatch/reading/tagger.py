"""Relevance and tags: which agreements, sectors and stakeholders a story is substantially about.

Every sentence gives points to an agreement (or to a dispute that hangs on none) for the words in it; a
title counts more than a summary, and that more than the end of an article. The points that decided are the
story's reasons.
"""

import datetime as dt
import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Final

from dealwatch.dossier import Dossier, Sector
from dealwatch.reading import trade
from dealwatch.reading.sentences import Sentence, read_sentences
from dealwatch.reading.vocabulary import Hit, Matcher, rows_of
from dealwatch.values import FIELDS, Entry, Evidence, Tag

# A text this short is all head: its parties count wherever they stand.
_SHORT: Final = 1_800
# How much each kind of word says, in a sentence that also has (or lacks) the parties.
_NAME, _NICK_BOTH, _NICK_ONE, _DEAL_BOTH, _SECTOR_DEAL, _DEAL_ONE, _DISPUTE, _DISPUTE_ONE, _TARIFF = (
    1.3, 1.1, 0.7, 0.75, 1.1, 0.45, 0.8, 0.65, 0.5
)  # fmt: skip
THRESHOLD: Final = 0.5
# At this many points the score is THRESHOLD.
_HALF: Final = 1.5
_MOST_EVIDENCE: Final = 6
_KEYWORD, _ENOUGH = 0.45, 0.88
DISPUTE: Final = ""


@dataclass(frozen=True, slots=True)
class Point:
    """What one sentence says for one agreement (`agreement` "" is a dispute), and why.

    `named` tells that it names or nicknames the agreement, and does not only point to it.
    """

    agreement: str
    points: float
    why: str
    evidence: Evidence
    named: bool = False


@dataclass(slots=True)
class Tags:
    """The outcome: score, tags and the points behind them."""

    score: float
    agreements: tuple[Tag, ...]
    sectors: tuple[Tag, ...]
    stakeholders: tuple[Tag, ...]
    points: list[Point]
    sentences: list[Sentence]
    missing: list[str]


@dataclass(slots=True)
class _Weighed:
    """What speaks for one sector: its names count in full, words that only point to it by half."""

    weight: float = 0.0
    named: bool = False
    keywords: set[str] = field(default_factory=set)
    evidence: list[Evidence] = field(default_factory=list)

    def add(self, hit: Hit, weight: float, evidence: Evidence) -> None:
        """Count one hit in a sentence of this weight."""
        pointing = hit.kind == "keyword"
        self.weight += weight * (_KEYWORD if pointing else 1.0)
        self.named = self.named or not pointing
        if pointing:
            self.keywords.add(evidence.text.lower())
        if len(self.evidence) < _MOST_EVIDENCE:
            self.evidence.append(evidence)

    @property
    def holds(self) -> bool:
        """Whether it is enough: a name, or two different pointers, and not only far down."""
        return self.weight >= _ENOUGH and (self.named or len(self.keywords) > 1)


class Tagger:
    """A dossier's vocabulary, compiled; `tag` reads one story."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.sectors: dict[str, Sector] = {sector.id: sector for sector in dossier.sectors}
        self.parties = [party.id for party in dossier.parties]
        own = {word.lower() for party in dossier.parties for name in party.names for word in name.split()}
        rivals = [(name, "rival", name.lower()) for name in trade.RIVALS if name.lower() not in own]
        terms = [(word, "term", "deal") for word in trade.DEAL]
        terms += [(word, "term", "tariff") for word in trade.TARIFF]
        terms += [(word, "term", "pressure") for word in trade.PRESSURE]
        self._matcher = Matcher([*rows_of(dossier), *rivals, *terms])
        self._depends = {item.id: set(item.depends_on) for item in dossier.agreements}
        self._begins = min((row.known for row in dossier.statuses), default=None)

    def tag(self, entry: Entry) -> Tags:
        """Points, score and tags of one story."""
        found = self._sentences(entry)
        everywhere = {party for sentence in found for party in sentence.parties}
        named = {hit.id for sentence in found for hit in sentence.of("name")}
        points: list[Point] = []
        missing: list[str] = []
        before = self._too_old(entry)
        if before:
            missing.append("It was published before the negotiation began.")
        elif len(everywhere) < len(self.parties) and not named:
            missing += self._absent(everywhere)
        else:
            around = self._around(found)
            points = [point for sentence in found for point in self._points(sentence, around, entry)]
        points = self._without_foreign_title(found, points)
        score = self._score(points)
        agreements = self._agreements(points) if score >= THRESHOLD else ()
        sectors = self._sectors(entry, found, agreements, points) if score >= THRESHOLD else ()
        if score < THRESHOLD and not missing:
            missing.append(self._weak(points))
        return Tags(score, agreements, sectors, self._stakeholders(entry, found), points, found, missing)

    # ── what stands where ────────────────────────────────────────────────────

    def _sentences(self, entry: Entry) -> list[Sentence]:
        found: list[Sentence] = []
        for name in FIELDS:
            text: str = getattr(entry, name)
            if text:
                found += read_sentences(self._matcher, name, text, lead=not entry.summary)
        return found

    def _around(self, found: list[Sentence]) -> dict[str, set[str]]:
        """The sectors and terms of the story's head (title, summary, lead) and of all of it."""
        around: dict[str, set[str]] = {
            "sector": set(),
            "keyword": set(),
            "named": set(),
            "term": set(),
            "parties": set(),
            "head": set(),
        }
        for sentence in found:
            around["sector"] |= {hit.id for hit in sentence.of("sector", "deal")}
            around["keyword"] |= {hit.id for hit in sentence.of("keyword")}
            around["named"] |= {hit.id for hit in sentence.of("name", "nickname")}
            around["term"] |= {hit.id for hit in sentence.of("term")}
            around["parties"] |= sentence.parties
            if sentence.field != "body" or sentence.weight > 1.0 or sentence.span.start < _SHORT:
                around["head"] |= sentence.parties
        return around

    def _too_old(self, entry: Entry) -> bool:
        if entry.published is None or self._begins is None:
            return False
        days = (entry.published - _midnight(self._begins)) / 86_400
        return days < -120

    # ── points ───────────────────────────────────────────────────────────────

    def _points(self, sentence: Sentence, around: dict[str, set[str]], entry: Entry) -> list[Point]:
        both = len(sentence.parties) == len(self.parties)
        one = bool(sentence.parties)
        story = len(around["parties"]) == len(self.parties)
        if sentence.foreign and not both:
            return []
        factor = 0.5 if sentence.foreign else 1.0
        found: list[tuple[str, float, str, Hit]] = []
        for hit in sentence.of("name"):
            found.append((hit.id, _NAME, "names the agreement", hit))
        for hit in sentence.of("nickname"):
            if both or (one and story):
                strength = _NICK_BOTH if both else _NICK_ONE
                found.append((hit.id, strength, "calls it so where the parties are named", hit))
        for hit in sentence.of("deal"):
            if story:
                agreement = self.sectors[hit.id].agreement
                found.append((agreement, _SECTOR_DEAL if one else _NICK_ONE, "names a sector’s deal", hit))
        if not found and story:
            found += self._weaker(sentence, around, both, one)
        return [
            Point(
                agreement,
                strength * factor * sentence.weight,
                why,
                _evidence(entry, sentence, hit),
                hit.kind in ("name", "nickname"),
            )
            for agreement, strength, why, hit in _strongest(found)
        ]

    def _weaker(
        self, sentence: Sentence, around: dict[str, set[str]], both: bool, one: bool
    ) -> list[tuple[str, float, str, Hit]]:
        terms = {hit.id: hit for hit in sentence.of("term")}
        sectors = sentence.of("sector") or sentence.of("keyword")
        agreement = (
            self._agreement_of(sectors)
            if sectors
            else self._agreement_in(around["sector"] or around["keyword"])
        )
        if len(around["named"]) == 1 and all(self._is_disputed(hit.id) for hit in sectors):
            # "the agreement" is the one that the story is about.
            agreement = next(iter(around["named"]))
        if "deal" in terms and agreement is not None and (both or (one and len(around["head"]) > 1)):
            return [
                (
                    agreement,
                    _DEAL_BOTH if both else _DEAL_ONE,
                    "speaks of a deal between the parties",
                    terms["deal"],
                )
            ]
        disputed = [
            hit
            for hit in sentence.of("sector", "keyword")
            if self._is_disputed(hit.id) and (hit.kind == "sector" or self.sectors[hit.id].tagged)
        ]
        if disputed and one and ("pressure" in terms or "tariff" in terms) and len(around["head"]) > 1:
            row = self.sectors[disputed[0].id]
            hangs_on = row.agreement if row.deal_names else DISPUTE
            return [
                (
                    hangs_on,
                    _DISPUTE if both else _DISPUTE_ONE,
                    "speaks of a dispute between the parties",
                    disputed[0],
                )
            ]
        if (
            "tariff" in terms
            and sectors
            and agreement
            and one
            and "deal" in around["term"]
            and len(around["head"]) > 1
        ):
            return [
                (
                    agreement,
                    _TARIFF if both else _TARIFF / 2,
                    "speaks of tariffs on a sector",
                    terms["tariff"],
                )
            ]
        return []

    def _is_disputed(self, sector: str) -> bool:
        row = self.sectors[sector]
        return row.sticking_point or not row.tagged

    def _agreement_of(self, hits: list[Hit]) -> str | None:
        return self._agreement_in({hit.id for hit in hits})

    def _agreement_in(self, sectors: set[str]) -> str | None:
        counted: dict[str, int] = defaultdict(int)
        for sector in sectors:
            row = self.sectors[sector]
            if row.tagged:
                counted[row.agreement] += 1
        return max(counted, key=lambda key: counted[key]) if counted else DISPUTE

    def _without_foreign_title(self, found: list[Sentence], points: list[Point]) -> list[Point]:
        """A headline about another deal takes most of the weight from what stands below."""
        title = [sentence for sentence in found if sentence.field == "title"]
        foreign = any(sentence.foreign and len(sentence.parties) < len(self.parties) for sentence in title)
        if not foreign or any(point.evidence.field == "title" for point in points):
            return points
        return [
            replace(point, points=point.points * 0.3, why=point.why + " (the headline is about another deal)")
            for point in points
        ]

    # ── outcome ──────────────────────────────────────────────────────────────

    def _score(self, points: list[Point]) -> float:
        total = sum(point.points for point in points)
        return round(1.0 - math.pow(0.5, total / _HALF), 4)

    def _agreements(self, points: list[Point]) -> tuple[Tag, ...]:
        sums: dict[str, float] = defaultdict(float)
        for point in points:
            sums[point.agreement] += point.points
        top = max(sums.values())
        order = [item.id for item in self.dossier.agreements]
        return tuple(
            Tag(name, _evidences(points, name))
            for name in order
            if name in sums and sums[name] >= max(0.7, 0.15 * top)
        )

    def _sectors(
        self, entry: Entry, found: list[Sentence], agreements: tuple[Tag, ...], points: list[Point]
    ) -> tuple[Tag, ...]:
        allowed = {tag.id for tag in agreements}
        upstream = {name for tag in allowed for name in self._depends.get(tag, ())}
        argued = any(point.agreement == DISPUTE for point in points)
        weighed: dict[str, _Weighed] = defaultdict(_Weighed)
        for sentence in found:
            if sentence.foreign and len(sentence.parties) < len(self.parties):
                continue
            for hit in sentence.of("sector", "deal", "keyword"):
                row = self.sectors[hit.id]
                open_question = row.sticking_point and (row.agreement in upstream or argued)
                if row.tagged and (row.agreement in allowed or open_question):
                    weighed[hit.id].add(hit, sentence.weight, _evidence(entry, sentence, hit))
        return tuple(
            Tag(name, tuple(weighed[name].evidence))
            for name in self.sectors
            if name in weighed and weighed[name].holds
        )

    def _stakeholders(self, entry: Entry, found: list[Sentence]) -> tuple[Tag, ...]:
        evidence: dict[str, list[Evidence]] = {}
        for sentence in found:
            for hit in sentence.of("stakeholder"):
                rows = evidence.setdefault(hit.id, [])
                if len(rows) < 3:
                    rows.append(_evidence(entry, sentence, hit))
        return tuple(Tag(name, tuple(rows)) for name, rows in evidence.items())

    def _absent(self, everywhere: set[str]) -> list[str]:
        absent = [party.name for party in self.dossier.parties if party.id not in everywhere]
        return [f"It names no agreement, and nothing in it stands for {' or '.join(absent)}."]

    def _weak(self, points: list[Point]) -> str:
        if not points:
            return "Both parties are named, but no agreement, sector deal or dispute between them."
        best = max(points, key=lambda point: point.points)
        return f"It says too little about the deal: its strongest words are “{best.evidence.text}”."


def _midnight(day: dt.date) -> int:
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())


def _strongest(found: list[tuple[str, float, str, Hit]]) -> list[tuple[str, float, str, Hit]]:
    best: dict[str, tuple[str, float, str, Hit]] = {}
    for row in found:
        if row[0] not in best or row[1] > best[row[0]][1]:
            best[row[0]] = row
    return list(best.values())


def _evidence(entry: Entry, sentence: Sentence, hit: Hit) -> Evidence:
    text: str = getattr(entry, sentence.field)
    return Evidence(sentence.field, hit.start, hit.end, text[hit.start : hit.end])


def _evidences(points: list[Point], agreement: str) -> tuple[Evidence, ...]:
    own = sorted((point for point in points if point.agreement == agreement), key=lambda point: -point.points)
    return tuple(point.evidence for point in own[:_MOST_EVIDENCE])
