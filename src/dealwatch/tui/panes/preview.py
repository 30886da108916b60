"""Pane 5: the story under the cursor of the stories, beside the lists where there is room."""

from collections.abc import Callable
from typing import Final

from textual.timer import Timer

from dealwatch.tui import targets
from dealwatch.tui.blocks import block
from dealwatch.tui.door import Door
from dealwatch.tui.screens.story import story_page
from dealwatch.tui.storypage import StoryPage
from dealwatch.tui.targets import Target

_TITLE: Final = "5 Story"
_NONE: Final = "The story under the cursor of the stories is shown here."
#: Seconds that a cursor rests before its story is read: a key held down reads none.
_RESTS: Final = 0.08


class Preview(StoryPage):
    """The story of `wanted`, an id or None, read when that has stayed the same for a moment."""

    def __init__(self, door: Door, wanted: Callable[[], int | None], *, id: str | None = None) -> None:
        super().__init__(_TITLE, id=id)
        self._door = door
        self._wanted = wanted
        self._timer: Timer | None = None
        self._shown: int | None = None
        self._link = ""

    def follow(self) -> None:
        """The cursor has moved, or the store has changed; what was about to be read is dropped."""
        if self._timer is not None:
            self._timer.stop()
        if self.display:
            self._timer = self.set_timer(_RESTS, self._read)

    def _read(self) -> None:
        id = self._wanted()
        story = self._door.story(id) if id is not None else None
        self._shown = story.id if story else None
        self._link = story.url if story else ""
        blocks = story_page(story, self._door.same_texts(story)) if story else [block(_NONE, "dim")]
        self.show_of(self._shown, _TITLE, blocks)

    def story(self) -> int | None:
        """The story that is shown."""
        return self._shown

    def thing(self) -> Target | None:
        """What the marked line leads to, else the story."""
        current = self.current
        return (current.target if current else None) or (
            targets.story(self._shown) if self._shown is not None else None
        )

    def link(self) -> str:
        """The link of the marked line, else the story's."""
        return (self.current.url if self.current else "") or self._link
