"""What stands beside a noun or a name in its sentence."""

from typing import Final

from dealwatch.reading.clauses import DETERMINERS, Noun, Words
from dealwatch.reading.vocabulary import Hit

# A deal behind one of these is where a thing comes from: "the quota that the deal promised".
ORIGINS: Final = frozenset(("under", "that", "which", "promised", "by", "from", "in"))


def behind(line: Words, noun: Noun) -> int:
    """The token behind a noun, past "in principle"."""
    at = noun.last + 1
    at += 2 if line.lower[at : at + 2] in (["in", "principle"], ["in", "outline"]) else 0
    return at + 1 if line.lower[at : at + 1] in (["”"], ["’"], ['"']) else at


def is_origin(line: Words, at: int) -> bool:
    """ "the quota in the US trade deal": the deal is only where the quota comes from."""
    while at > 0 and (
        line.lower[at - 1] in DETERMINERS or at - 1 in line.parties or _is_plain(line.lower[at - 1])
    ):
        at -= 1
    return at > 0 and line.lower[at - 1] in ORIGINS


def is_named(line: Words) -> bool:
    """Whether a sentence names an agreement."""
    return any(hit.kind in ("name", "nickname") for _, _, hit in line.hits)


def _is_plain(word: str) -> bool:
    return word == "new" or word.isdigit()


def place(line: Words, hit: Hit) -> int:
    return next(first for first, _, other in line.hits if other is hit)
