"""What all screens share: a header, a status line and a footer, drawn only when their words change."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from dealwatch.tui import bars
from dealwatch.tui.actions import ACTIONS, Action
from dealwatch.tui.lean import LeanCompositor
from dealwatch.tui.listing import Listing
from dealwatch.tui.paint import CLASSES, OneLine, Piece, width_of
from dealwatch.tui.targets import Target

if TYPE_CHECKING:
    from dealwatch.tui.app import DealwatchApp


class BarScreen(Screen[None]):
    """A screen between its bars.

    `place` is what the header calls it; a screen with keys of its own names their place in `keys_at`.
    Textual itself calls the handlers (`on_mount`, `on_resize` …) of each class, the nearest first: none calls
    the one above it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {*CLASSES}
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-speck"),
        (20, "-tiny"),
        (40, "-narrow"),
        (100, "-medium"),
        (160, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (5, "-low"), (16, "-tall")]  # noqa: RUF012

    # Textual paints the whole screen again when the focus moves; here only the two panes change.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    place = ""
    _bars_wait = False

    def __init__(self) -> None:
        super().__init__()
        self._compositor = LeanCompositor()
        self._header_line, self._as_of_line = OneLine(id="header"), OneLine(id="as-of")
        self._status_line, self._footer_line = OneLine(id="status"), OneLine(id="footer")

    @property
    def desk(self) -> "DealwatchApp":
        """The application, by its own type."""
        return cast("DealwatchApp", self.app)

    def compose(self) -> ComposeResult:
        yield self._header_line
        yield self._as_of_line
        yield from self.middle()
        yield self._status_line
        yield self._footer_line

    def middle(self) -> Iterable[Widget]:
        """What stands between the bars."""
        return ()

    def on_mount(self) -> None:
        self.bindings_updated_signal.subscribe(self, lambda _: self.show_bars())

    def on_screen_resume(self) -> None:
        self.show_bars()

    def on_resize(self) -> None:
        self.show_bars()
        self.call_after_refresh(self._keep_focus)

    def home(self) -> Widget | None:
        """What has the focus when nothing else has."""
        return None

    def _keep_focus(self) -> None:
        """What was hidden for want of room has lost the focus; it gets it back when there is room again."""
        home = self.home()
        if self.focused is None and home is not None:
            self.set_focus(home)

    def show_bars_soon(self) -> None:
        """The same once the screen is drawn: what a key moves need not wait for the bars, which tell of it.

        Many moves before that are one.
        """
        if not self._bars_wait:
            self._bars_wait = True
            self.call_after_refresh(self._show_waiting_bars)

    def _show_waiting_bars(self) -> None:
        if self._bars_wait:
            self._bars_wait = False
            self.show_bars()

    def show_bars(self) -> None:
        """Put words into the bars; lines whose words are the same are not drawn again."""
        if not (self.is_current and self._footer_line.is_attached):
            return
        width = self.size.width
        self._header_line.show(*self.desk.header(width, self.place))
        self._as_of_line.display = bool(self.desk.banner)
        self._as_of_line.show([(f" {self.desk.banner}", "cursor")])
        self._status_line.show(*self.status_words())
        self._footer_line.show(*bars.footer(self.usable_actions(), width))

    def on_one_line_clicked(self, event: OneLine.Clicked) -> None:
        """A click on a key of the footer is that key."""
        if event.line.id == "footer":
            told = (event.words.strip(), event.before.strip())
            for action in self.usable_actions():
                if told[0] == action.first or told == (action.does, action.first):
                    self.desk.call_later(self.desk.perform, action)

    def status_words(self) -> tuple[list[Piece], list[Piece]]:
        """The status line: what was just said, and what the poller does where there is room beside it."""
        poller = self.desk.poller_words()
        said = self.desk.said
        if said and not "".join(words for words, _ in poller).startswith(said):
            left: list[Piece] = [(f" {said}", "strong")]
        elif note := self.note():
            left = [(" ", ""), *note]
        else:
            return [(" ", ""), *poller], []
        if said and "".join(words for words, _ in poller) in said:
            return left, []
        right: list[Piece] = [("  ", ""), *poller, (" ", "")]
        return left, right if width_of([*left, *right]) < self.size.width else []

    def reload(self) -> None:
        """The store has changed."""

    def renew(self) -> None:
        """Something was written from here: show it, with everything staying where it is."""
        self.reload()

    def turn(self) -> None:
        """The day to look from is another."""
        self.reload()

    def link(self) -> str:
        """The link of what is under the cursor, "" when there is none."""
        return ""

    @property
    def story_target(self) -> Target | None:
        """The story under the cursor of this screen's list, None where that has none."""
        return None

    def step_story(self, by: int) -> Target | None:  # noqa: ARG002
        """Move that cursor, and tell the story that it is on then; None at the end of the list."""
        return None

    def thing(self) -> Target | None:
        """What is under the cursor, to be copied or read elsewhere."""
        return None

    def story(self) -> int | None:
        """The story that marks are for."""
        thing = self.thing()
        return int(thing.id) if thing and thing.kind == "story" else None

    def entry(self) -> int | None:
        """The entry of the ledger under the cursor."""
        return None

    def place_cursor(self) -> None:
        """Something was decided on what is under the cursor: nothing that arrives may move it from there."""

    def take_as_read(self, story: int) -> None:
        """A story was opened."""

    def subject(self) -> str:
        """The agreement or sector that is meant here, "" when there is none."""
        thing = self.thing()
        return str(thing.id) if thing is not None and thing.kind == "subject" else ""

    def told_at(self) -> str:
        """The page of the story or quote under the cursor, "" for anything else."""
        thing = self.thing()
        return self.link() if thing is not None and thing.kind in ("story", "voice") else ""

    @property
    def has_list(self) -> bool:
        """Whether a list with rows has the focus."""
        return False

    def listing(self) -> Listing | None:
        """The list that has the focus, for an export."""
        return None

    def back(self) -> bool:
        """Take back one thing of this screen's own, as esc does; False when there is none."""
        return False

    def note(self) -> list[Piece]:
        """What this screen has to tell when nothing else is said."""
        return []

    def refusal(self, action: str) -> str:  # noqa: ARG002
        """Why an action cannot work just now, "" when it can."""
        return ""

    def usable_actions(self) -> list[Action]:
        """The actions of the footer that are bound here and can work now, in its order."""
        ids = {active.binding.id for active in self.active_bindings.values() if active.enabled}
        actions = [action for action in ACTIONS if action.id in ids]
        usable = [a for a in actions if a.footer and not self._types(a) and not self.desk.why_not(a, self)]
        return sorted(usable, key=self._footer_order)

    def _footer_order(self, action: Action) -> int:
        """What waits for a decision comes before all else."""
        waits = action.id == "everywhere.review" and self.desk.waiting
        return 0 if waits else action.footer

    def _types(self, action: Action) -> bool:
        """Whether the key that the footer would show is a letter that is typed just now."""
        key = action.in_use[0]
        return self.focused is not None and self.focused.check_consume_key(
            key, key if len(key) == 1 else None
        )
