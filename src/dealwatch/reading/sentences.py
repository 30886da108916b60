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


@dataclasses.dataclass(slots=True)
class Sentence:
    """One sentence of a story with what was found in it."""

    field: Field
    span: Span
    weight: float
    hits: list[Hit] = dataclasses.field(default_factory=list)
    parties: set[str] = dataclasses.field(default_factory=set)
    foreign: bool = False

    def of(self, *kinds: str) -> list[Hit]:
        """The hits of these kinds."""
        return [hit for hit in self.hits if hit.kind in kinds]


def read_sentences(matcher: Matcher, name: Field, text: str, lead: bool) -> list[Sentence]:
    """The sentences of one field with their hits. `lead`: the field opens the story (there is no summary)."""
    words = split(text)
    hits = sorted(_kept(list(matcher.find(text, words))), key=lambda hit: hit.start)
    found: list[Sentence] = []
    at = 0
    for span in _sentence_spans(text):
        place: str = name
        if name == "body" and (not found or span.start > _TAIL):
            place = "tail" if found else "lead" if lead else "first"
        sentence = Sentence(name, span, _WEIGHT[place])
        while at < len(hits) and hits[at].start < span.end:
            sentence.hits.append(hits[at])
            at += 1
        for hit in sentence.hits:
            if hit.kind == "party":
                sentence.parties.add(hit.id)
            elif hit.kind in ("rival", "lookalike"):
                sentence.foreign = True
        found.append(sentence)
    return found


def _sentence_spans(text: str) -> list[Span]:
    return [
        span for paragraph in paragraphs(text) for span in sentences(text, paragraph.start, paragraph.end)
    ]


_GROUPS: Final = ({"sector", "deal", "keyword"}, {"name", "nickname", "deal"})


def _kept(hits: list[Hit]) -> list[Hit]:
    """Without the hits that lie inside a longer one of the same sort ("nuclear" in "nuclear fusion")."""
    for group in _GROUPS:
        last, longest = -1, ""
        dropped: set[int] = set()
        for hit in sorted((h for h in hits if h.kind in group), key=lambda h: (h.first, -h.last)):
            if hit.last <= last and hit.id != longest:
                dropped.add(id(hit))
            if hit.last > last:
                last, longest = hit.last, hit.id
        hits = [hit for hit in hits if id(hit) not in dropped]
    return hits
