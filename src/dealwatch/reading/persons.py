"""A person named in a story, and one mention of a person or a body."""

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(slots=True)
class Person:
    """A person named in full in the story. `gender` is "m", "f" or "" (not known); `guessed` where only the
    ending of the name tells it.
    """

    name: str
    gender: str
    count: int = 0
    roles: set[str] = field(default_factory=set)
    guessed: bool = False


class Named(NamedTuple):
    """One mention, outside quotation marks, of a person or (`person` None) of a body."""

    start: int
    paragraph: int
    name: str
    person: Person | None
    weight: int
    sentence: int
