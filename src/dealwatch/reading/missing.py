"""What a story that was judged not relevant lacks: what decided, and which words would have made it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from dealwatch.dossier import Dossier, Party
from dealwatch.reading.relevance import START, THRESHOLD, WEIGHTS
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.tagger import Tags
from dealwatch.reading.verdict import shares, tips, total
from dealwatch.reading.vocabulary import Hit
from dealwatch.values import Entry

_FEW: Final = 5
# How a party is there, by the words that say so.
_THERE: Final = {
    "party": "is there",
    "official": "is there through those who act for it",
    "pointer": "is only pointed to, which counts where the other party is at hand",
}


def missing(dossier: Dossier, entry: Entry, tags: Tags) -> Iterator[str]:
    """Sentences for people: what is there, what is not, and what would have counted."""
    yield from tags.missing[:1]
    for party in dossier.parties:
        yield _party(entry, tags.sentences, party)
    yield _agreement(dossier, entry, tags.sentences)
    yield from _foreign(entry, tags.sentences)
    if tags.points:
        yield from _points(tags)
        yield from _decided(tags)


def _party(entry: Entry, found: Sequence[Sentence], party: Party) -> str:
    """Whether a party is named, acts, or is only pointed to."""
    for kind, how in _THERE.items():
        hits = _hits(entry, found, kind, party.id)
        if hits:
            return f"{party.name} {how}: {hits}."
    words = [
        f"by {_quoted(words)} ({key} of party {party.id})"
        for key, words in (("names", party.names), ("officials", party.officials))
        if words
    ]
    return f"{party.name} is not there; it would be {' or '.join(words)}."


def _agreement(dossier: Dossier, entry: Entry, found: Sequence[Sentence]) -> str:
    """A name would have counted anywhere, a nickname or a sector's deal only beside the parties."""
    names = [name for row in dossier.agreements for name in row.names]
    named = _hits(entry, found, "name")
    nicknamed = _hits(entry, found, "nickname", "") or _hits(entry, found, "deal", "")
    if named:
        return f"An agreement is named: {named}."
    if nicknamed:
        return f"{nicknamed} would count in a sentence with both parties; it stands where they do not."
    near = [f"{_hits(entry, found, kind)}" for kind in ("sector", "keyword", "term")]
    seen = "; ".join(part for part in near if part)
    there = f" There is {seen}: that counts by how near both parties stand to it." if seen else ""
    return f"No agreement is named: {_quoted(names)} would have counted anywhere.{there}"


def _foreign(entry: Entry, found: Sequence[Sentence]) -> Iterator[str]:
    others = _hits(entry, found, "lookalike") or _hits(entry, found, "rival")
    if others:
        yield f"It speaks of others: {others}. Their sentences count only where both parties stand in them."


def _points(tags: Tags) -> Iterator[str]:
    for point in sorted(tags.points, key=lambda point: -point.points)[:_FEW]:
        words, field = point.evidence.text, point.evidence.field
        yield f"“{words}” in the {field} {point.why} ({point.points:.2f} points)."


def _decided(tags: Tags) -> Iterator[str]:
    """The sum, what made it, and what would have changed the verdict."""
    parts = shares(tags.row)
    for words, chosen in (
        ("For it", [part for part in parts if part.points > 0]),
        ("Against it", [part for part in parts if part.points < 0]),
    ):
        told = "; ".join(f"{part.words} ({_signed(part.points)})" for part in chosen[:_FEW])
        if told:
            yield f"{words}: {told}."
    yield (
        f"Every story begins at {_signed(WEIGHTS[START])} points; this one comes to "
        f"{_signed(total(tags.row))}, "
        f"and so a score of {tags.score:.2f}, where {THRESHOLD:.2f} makes a story relevant."
    )
    tipping = tips(tags.row)
    if tipping:
        yield f"It would have been relevant {', or '.join(tipping)}."
    else:
        yield "No one thing would have made it relevant: it says too little of the deal."


def _signed(points: float) -> str:
    """ "+1.20", "−0.35"."""
    return f"{points:+.2f}".replace("-", "−")


def _hits(entry: Entry, found: Sequence[Sentence], kind: str, id_: str = "") -> str:
    """The words found of a kind, each once with the field where it stands first."""
    words: dict[str, str] = {}
    for sentence in found:
        for hit in sentence.hits:
            if hit.kind == kind and id_ in ("", hit.id):
                words.setdefault(_text(entry, sentence, hit), sentence.field)
    return ", ".join(f"“{word}” in the {field}" for word, field in islice(words.items(), _FEW))


def _text(entry: Entry, sentence: Sentence, hit: Hit) -> str:
    text: str = getattr(entry, sentence.field)
    return text[hit.start : hit.end]


def _quoted(words: Iterable[str]) -> str:
    """A few of the words, and how many more there are."""
    several = list(words)
    more = f" and {len(several) - _FEW} more" if len(several) > _FEW else ""
    return ", ".join(f"“{word}”" for word in several[:_FEW]) + more
