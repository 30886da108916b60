"""What a story that was judged not relevant lacks: which words of the dossier would have made it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from dealwatch.dossier import Dossier, Party
from dealwatch.reading.relevance import THRESHOLD
from dealwatch.reading.sentences import Sentence
from dealwatch.reading.tagger import Tags
from dealwatch.reading.vocabulary import Hit
from dealwatch.values import Entry

_FEW: Final = 5


def missing(dossier: Dossier, entry: Entry, tags: Tags) -> Iterator[str]:
    """Sentences for people: what is there, what is not, and what would have counted."""
    yield from tags.missing
    for party in dossier.parties:
        yield _party(entry, tags.sentences, party)
    yield _agreement(dossier, entry, tags.sentences)
    yield from _foreign(entry, tags.sentences)
    if tags.points:
        yield from _points(tags)


def _party(entry: Entry, found: Sequence[Sentence], party: Party) -> str:
    hits = _hits(entry, found, "party", party.id)
    if hits:
        return f"{party.name} is there: {hits}."
    return f"{party.name} is not there; it would be by {_quoted(party.names)} (names of party {party.id})."


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
    there = (
        f" There is {seen}: that counts only with a deal and both parties in one sentence." if seen else ""
    )
    return f"No agreement is named: {_quoted(names)} would have counted anywhere.{there}"


def _foreign(entry: Entry, found: Sequence[Sentence]) -> Iterator[str]:
    others = _hits(entry, found, "lookalike") or _hits(entry, found, "rival")
    if others:
        yield f"It speaks of others: {others}. Their sentences count only where both parties stand in them."


def _points(tags: Tags) -> Iterator[str]:
    total = sum(point.points for point in tags.points)
    yield (
        f"Its {len(tags.points)} passages have {total:.2f} points, and so a score of {tags.score:.2f}, "
        f"where {THRESHOLD:.2f} makes a story relevant."
    )
    for point in sorted(tags.points, key=lambda point: -point.points)[:_FEW]:
        words, field = point.evidence.text, point.evidence.field
        yield f"“{words}” in the {field} {point.why} ({point.points:.2f} points)."


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
