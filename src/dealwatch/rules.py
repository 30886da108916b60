"""By which rules and words readings are made, as a short text: what was read by others is read again.

It stands apart from the reading, so that a poller that has nothing to read need not load it.
"""

import hashlib
from typing import Final

import msgspec

from dealwatch.dossier import Dossier

# Counted up with every change of a rule: stored readings that were made with another number are made again.
RULES_VERSION: Final = 8


def rules_digest(dossier: Dossier) -> str:
    """What changes with the rules, and with every word of a dossier that they go by."""
    words = (
        RULES_VERSION,
        [(row.id, row.names, row.officials, row.pointers) for row in dossier.parties],
        [(row.id, row.names, row.nicknames, row.depends_on) for row in dossier.agreements],
        [
            (row.id, row.agreement, row.names, row.keywords, row.deal_names, row.tagged, row.sticking_point)
            for row in dossier.sectors
        ],
        [(row.id, row.name, row.side, row.aliases) for row in dossier.stakeholders],
        [row.names for row in dossier.lookalikes],
    )
    return hashlib.sha256(msgspec.json.encode(words)).hexdigest()[:16]
