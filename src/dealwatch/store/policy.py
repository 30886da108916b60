"""What a refresh decides about stories by itself, as the configuration tells it."""

from dataclasses import dataclass
from typing import Final

from dealwatch.store.confirm import NEVER, Rule
from dealwatch.store.retention import KEEP_ALL, Retention


@dataclass(frozen=True, slots=True)
class Policy:
    """`rule` decides what is confirmed, `keep` how long stories of no interest stay; without `clusters` each
    story stays a row of its own.
    """

    rule: Rule = NEVER
    clusters: bool = True
    keep: Retention = KEEP_ALL


#: Nothing is confirmed by itself, and everything stays.
CAREFUL: Final = Policy()
