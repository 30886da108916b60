"""What a person left as they wanted it: focus, zoom, filters, theme. It comes back at the next start."""

import msgspec

from dealwatch.tui.door import Door

_KEY = "view"


class Memory:
    """Words by name, kept in the store.

    Remembering costs nothing; what is new is saved once a second, when nobody else writes just then, and at
    the end. Without a store it holds for the run.
    """

    def __init__(self, door: Door | None = None) -> None:
        self._door = door
        self._saved = (door.recall(_KEY) if door else None) or "{}"
        self._words = _read(self._saved)

    def recall(self, name: str, otherwise: str = "") -> str:
        """What was remembered under a name."""
        return self._words.get(name, otherwise)

    def remember(self, name: str, words: str) -> None:
        """Keep words under a name; none forgets it."""
        self._words.pop(name, None)
        if words:
            self._words[name] = words

    def save(self) -> None:
        """Write what has changed, if that can be done at once."""
        now = msgspec.json.encode(self._words, order="sorted").decode()
        if self._door is not None and now != self._saved and self._door.keep(_KEY, now):
            self._saved = now


def _read(text: str) -> dict[str, str]:
    """What another version has written, or nobody, is no reason not to start."""
    try:
        return msgspec.json.decode(text, type=dict[str, str])
    except msgspec.DecodeError:
        return {}
