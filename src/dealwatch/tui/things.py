"""What a target of the screen is, in words to take along, and the story behind it."""

from collections.abc import Callable

from dealwatch.report import citation
from dealwatch.text import clean_text
from dealwatch.tui.door import Door
from dealwatch.tui.targets import Target


def cited(door: Door, target: Target) -> str:
    """The thing as a person cites it; "" when the store does not have it."""
    makers: dict[str, Callable[[], str]] = {
        "story": lambda: _story(door, target),
        "voice": lambda: citation.cite_voice(found.row) if (found := door.voice(int(target.id))) else "",
        "subject": lambda: citation.cite_subject(found) if (found := door.subject(str(target.id))) else "",
        "stakeholder": lambda: (
            citation.cite_stakeholder(found) if (found := door.stakeholder(str(target.id))) else ""
        ),
    }
    return clean_text(makers[target.kind]()) if target.kind in makers else ""


def _story(door: Door, target: Target) -> str:
    """The passage that is meant with its story, else the story."""
    found = door.story(int(target.id))
    if found is None:
        return ""
    return citation.cite_passage(found, target.passage) if target.passage else citation.cite_story(found)


def story_of(door: Door, target: Target) -> int | None:
    """The story whose text stands behind a thing: itself, or the one that a quote was found in."""
    if target.kind == "story":
        return int(target.id)
    voice = door.voice(int(target.id)) if target.kind == "voice" else None
    return voice.row.story_id if voice else None


def story_text(door: Door, id: int) -> str:
    """A story's text, to be read in another program; "" when the store does not have it."""
    found = door.story(id)
    return clean_text(citation.text_of(found)) if found else ""
