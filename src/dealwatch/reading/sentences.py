"""The sentences of a story, each with the dossier's words in it and with how much it counts."""

import dataclasses
from typing import Final

from dealwatch.reading.spans import Span, paragraphs, sentences
from dealwatch.reading.vocabulary import Hit, Matcher, split
from dealwatch.values import Field

# How much a sentence counts by where it stands. Set by hand on the development stories.
_WEIGHT: Final[dict[str, float]] = {
    "title": 2.4, "summary": 2.0, "lead": 1.6, "first": 1.25, "body": 1.0, "tail": 0.5
}  # fmt: skip
_TAIL: Final = 2_500
_STANDS_FOR: Final = ("party", "official", "pointer")
# A sentence with more other countries than this lists them.
_MOST_RIVALS: Final = 2


@dataclasses.dataclass(slots=True)
class Sentence:
    """One sentence of a story with what was found in it.

    `place` is where it stands ("title", "summary", "lead", "first", "body", "tail"). `parties` are named in
    it or act in it (`official`: those that act), `hinted` are those and the ones that a pointer stands for.
    `foreign`: it names another country; `others`: it is about that one's affair; `listed`: it names so many
    that a party is but one of them.
    """

    field: Field
    span: Span
    weight: float
    place: str = "body"
    hits: list[Hit] = dataclasses.field(default_factory=list)
    by_kind: dict[str, list[Hit]] = dataclasses.field(default_factory=dict)
    parties: set[str] = dataclasses.field(default_factory=set)
    hinted: set[str] = dataclasses.field(default_factory=set)
    official: set[str] = dataclasses.field(default_factory=set)
    foreign: bool = False
    others: bool = False
    listed: bool = False

    def of(self, kind: str, *more: str) -> list[Hit]:
        """The hits of these kinds, in order."""
        first = self.by_kind.get(kind, [])
        if self.by_kind.keys().isdisjoint(more):
            return first  # asked often, and nearly always so
        return [hit for hit in self.hits if hit.kind == kind or hit.kind in more]

    def add(self, hits: list[Hit], parties: int) -> None:
        """Take in the hits that stand in it; `parties`: how many the negotiation has."""
        if not hits:
            return
        self.hits = hits
        for hit in hits:
            self.by_kind.setdefault(hit.kind, []).append(hit)
            if hit.kind in _STANDS_FOR:
                self.hinted.add(hit.id)
            if hit.kind == "party":
                self.parties.add(hit.id)
            elif hit.kind == "official":
                self.official.add(hit.id)
        rivals = {hit.id for hit in hits if hit.kind in ("rival", "lookalike")}
        self.foreign = bool(rivals)
        self.listed = len({hit.id for hit in hits if hit.kind == "rival"}) > _MOST_RIVALS
        self.others = self.foreign and (len(self.parties) < parties or self._begins_with_others())
        self.parties |= self.official

    def _begins_with_others(self) -> bool:
        return next(hit.kind for hit in self.hits if hit.kind in ("party", "rival", "lookalike")) != "party"


def read_sentences(matcher: Matcher, name: Field, text: str, *, lead: bool, parties: int) -> list[Sentence]:
    """The sentences of one field with their hits.

    `lead`: the field opens the story (there is no summary). `parties`: how many the negotiation has.
    """
    words = split(text)
    hits = _kept(list(matcher.find(text, words)))
    found: list[Sentence] = []
    at = 0
    for span in _sentence_spans(text):
        place: str = name
        if name == "body" and (not found or span.start > _TAIL):
            place = "tail" if found else "lead" if lead else "first"
        sentence = Sentence(name, span, _WEIGHT[place], place)
        first = at
        while at < len(hits) and hits[at].start < span.end:
            at += 1
        sentence.add(hits[first:at], parties)
        found.append(sentence)
    return found


def _sentence_spans(text: str) -> list[Span]:
    return [
        span for paragraph in paragraphs(text) for span in sentences(text, paragraph.start, paragraph.end)
    ]


_GROUPS: Final = (
    {"sector", "deal", "keyword"}, {"name", "nickname", "deal"}, {"party", "official"}, {"stakeholder"},
)  # fmt: skip


def _kept(hits: list[Hit]) -> list[Hit]:
    """Without the hits that lie inside a longer one of the same sort ("nuclear" in "nuclear fusion", "Energy
    Secretary" in "US Energy Secretary"). They come as they are found: in order, the longest first."""
    for group in _GROUPS:
        first, last, longest = -1, -1, ""
        dropped: set[int] = set()
        for hit in [hit for hit in hits if hit.kind in group]:
            if hit.last <= last and hit.id != longest and (hit.first, hit.last) != (first, last):
                dropped.add(id(hit))
            if hit.last > last:
                first, last, longest = hit.first, hit.last, hit.id
        if dropped:
            hits = [hit for hit in hits if id(hit) not in dropped]
    # "Make UK" points to a party and does not name it.
    within = {
        at
        for hit in hits
        if hit.kind == "pointer" and hit.last > hit.first
        for at in range(hit.first, hit.last + 1)
    }
    return [hit for hit in hits if hit.kind != "party" or not {hit.first, hit.last} <= within]
