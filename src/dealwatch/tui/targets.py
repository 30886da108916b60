"""What a row or a line leads to: a screen by the thing's id, or a link."""

from dataclasses import dataclass, field
from typing import Literal

from dealwatch.text import Untrusted

Kind = Literal["story", "subject", "voice", "stakeholder", "event", "feed", "since", "action"]


@dataclass(frozen=True, slots=True)
class Target:
    """A thing of the store that has a screen. `id` is a row id, "agreement:tpd", or a stakeholder's id.

    `passage` is what of it is meant, where it is opened there.
    """

    kind: Kind
    id: int | str
    passage: Untrusted | None = field(default=None, compare=False)


def story(id: int, passage: Untrusted | None = None) -> Target:
    """The story's screen, at a passage of its text if one is named."""
    return Target("story", id, passage)


def subject(id: str) -> Target:
    """An agreement's or a sector's screen, by "agreement:tpd"."""
    return Target("subject", id)


def voice(id: int) -> Target:
    """A quote's or a silence's screen."""
    return Target("voice", id)


def stakeholder(id: str) -> Target:
    """A stakeholder's screen."""
    return Target("stakeholder", id)


def event(id: str) -> Target:
    """An event's screen, by the id of its line in the timeline."""
    return Target("event", id)


def feed(id: int) -> Target:
    """A feed's screen."""
    return Target("feed", id)


def since() -> Target:
    """The page of what came since the last visit."""
    return Target("since", 0)


def action(id: str) -> Target:
    """What a key does, in help."""
    return Target("action", id)


def may_open(url: str) -> bool:
    """Whether a link may go to a browser: only http and https, and nothing that hides in it."""
    scheme, _, rest = url.partition("://")
    return scheme.lower() in ("http", "https") and bool(rest) and url.isprintable() and " " not in url
