"""What a story says: an `Entry` and a dossier become a `Reading`; every rule about language lives here.

All of it is pure: no network, no clock, no store and no screen, and nothing about one negotiation, which is
the dossier's to say.
"""

from dealwatch.reading.reader import Reader, read

__all__ = ["Reader", "read"]
