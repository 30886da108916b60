"""What a sentence tells of a status, and of whom; and what is kept in mind while a story is read for it."""

import datetime as dt
from dataclasses import dataclass, field

from dealwatch.reading.bearers import Bearer, Bearers
from dealwatch.reading.clauses import Words
from dealwatch.reading.reality import Doubt, doubt_of
from dealwatch.reading.sentences import Sentence
from dealwatch.values import Status


@dataclass(frozen=True, slots=True)
class Story:
    """What every sentence of one story is read with; `passed` collects what was passed over, and why."""

    bearers: Bearers
    published: dt.date | None
    passed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """One status that a sentence tells of one bearer: where (offsets in the passage), and how strongly.

    `event`: it is something done, and no state or set phrase.
    """

    status: Status
    bearer: Bearer
    strength: float
    start: int
    end: int
    event: bool = False


def doubt_in(line: Words, token: int, end: int, holds: bool) -> Doubt | None:
    """What takes back a phrase from a token to an offset of the passage, None for nothing."""
    first, stop = line.clause(token)
    return doubt_of(line.passage, (line.start[first], line.end[stop - 1]), (line.start[token], end), holds)


def is_intended(doubt: Doubt) -> bool:
    """ "plans to offer", "may ask", "to propose a cut": a proposal already."""
    return doubt.sort == "plan" or doubt.words.lower() in ("to", "may", "ready to", "wants", "want")


def pass_over(story: Story, phrase: str, sentence: Sentence, status: Status, doubt: Doubt) -> None:
    """Keep in mind that a phrase does not say a status, and why."""
    if status is not Status.AGREED:  # its words are too common to tell of each
        said = f"“{phrase}” in the {sentence.field}"
        story.passed.append(f"{said} does not say that anything is {status.label}: {doubt.told()}.")
