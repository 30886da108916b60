"""Review: what waits, one of it at length, and the keys that decide. Enter reads and never accepts."""

from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from dealwatch.store import review
from dealwatch.store.journal import Done
from dealwatch.store.reports import Proposal
from dealwatch.text import masked
from dealwatch.tui.actions import BY_ID, Where, bindings
from dealwatch.tui.document import Document
from dealwatch.tui.door import Door
from dealwatch.tui.judging import Write
from dealwatch.tui.paint import Piece
from dealwatch.tui.proposal import proposal_page, warnings
from dealwatch.tui.reviewlist import ONE_LINE_FROM, ReviewList
from dealwatch.tui.screens.base import BarScreen
from dealwatch.tui.targets import Target

_BARS: Final = 3
_FRAME: Final = 2
# As many rows above the page as leave most of the screen to it.
_ROWS_ABOVE: Final = 4
_BESIDE_FROM: Final = 100
_LOW: Final = 16
_BACK: Final = f"{BY_ID['everywhere.undo'].first} takes it back"
_DECIDES: Final = ("accept", "reject", "postpone", "comment", "edit")
_OTHER_DAYS: Final = ("everywhere.earlier_day", "everywhere.later_day", "everywhere.on_day")


class ReviewScreen(BarScreen):
    """What stories report and the ledger does not say, what is proposed of `about` first."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("review")]
    AUTO_FOCUS = "#proposals"

    keys_at: Where = "review"
    place = "Review"

    def __init__(self, door: Door, about: Target | None = None) -> None:
        super().__init__()
        self._about = about
        self._door = door
        self.list = ReviewList(door, id="proposals")
        self.page = Document("Proposal", id="proposal")
        self._decided: list[Hashable] = []
        self._went_to: Hashable = None

    def middle(self) -> list[Widget]:
        return [Container(self.list, self.page, id="about-review")]

    def home(self) -> Widget:
        return self.list

    def on_mount(self) -> None:
        self.list.offline = self.desk.poller.progress.phase == "offline"
        self.list.read_decisions()
        self.list.show_arrivals()
        self._go_to(row.key for row in self.list.window.rows if _tells_of(row, self._about))
        self._arrange()
        self._show()

    @property
    def proposal(self) -> Proposal | None:
        """The proposal under the cursor."""
        return self.list.current

    # What is shown.

    def reload(self) -> None:
        self.list.reload()
        self._arrange()
        self._show()
        self.show_bars()

    def renew(self) -> None:
        """Something was decided, or a decision undone: then the cursor goes back to what waits again."""
        self.reload()
        back = [key for key in self._decided if self.list.window.find(key) is not None]
        self._decided = [key for key in self._decided if key not in back]
        self._go_to(back[-1:])

    def _go_to(self, keys: Iterable[Hashable]) -> None:
        """Put the cursor on the first of these that is in the list; what was told stays."""
        for key in keys:
            position = self.list.window.find(key)
            if position is not None:
                self._went_to = key if position != self.list.cursor else None
                self.list.move_to(position)
                return

    def on_resize(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """The list stands beside the page, or above it with a few rows; alone where nothing waits."""
        rows = len(self.list.window.rows)
        beside = self.size.width >= _BESIDE_FROM
        each = 1 if self.size.width - _FRAME >= ONE_LINE_FROM else 2
        low = self.size.height < _LOW
        above = min(rows, 1 if low else _ROWS_ABOVE) * each + (0 if low else _FRAME)
        self.page.display = rows > 0
        self.list.styles.height = "1fr" if beside or not rows else max(1, above)
        self.list.styles.width = "2fr" if beside and rows else "1fr"
        self.page.styles.width = "3fr" if beside else "1fr"

    def _show(self) -> None:
        rows = len(self.list.window.rows)
        self.list.frame_title = f"Review: {rows:,} waiting" if rows else "Review"
        proposal = self.proposal
        if proposal is None:
            self.page.show_of(None, "Proposal", [])
            if self.page.has_focus:
                self.list.focus()
            return
        blocks = proposal_page(proposal, self._door.history(proposal.subject), self._door.on)
        title = f"Proposed: {proposal.subject_name} {proposal.status.label}"
        self.page.show_of(proposal.key, title, blocks)

    def on_row_list_moved(self) -> None:
        key = self.proposal.key if self.proposal else None
        if self.list.placed and key != self._went_to:
            self.desk.unsay()
        self._went_to = None
        self._show()
        self.show_bars_soon()

    def on_document_moved(self) -> None:
        self.show_bars_soon()

    def note(self) -> list[Piece]:
        """What one should know before pressing the key that accepts; else where its link leads."""
        proposal = self.proposal
        if proposal is None:
            return []
        warned = warnings(proposal, self._door.on)
        if warned:
            return [(f"before {BY_ID['review.accept'].first}: ", "dim"), (", ".join(warned), "alarm")]
        link = self.link()
        return [(f"{BY_ID['everywhere.browse'].first} opens ", "dim"), (masked(link), "link")] if link else []

    # What is under the cursor: the marked line of the page, whichever of the two has the focus.

    def link(self) -> str:
        """The link of the marked evidence."""
        return self.page.current.url if self.proposal and self.page.current else ""

    def thing(self) -> Target | None:
        """What the marked line of the page leads to."""
        return self.page.current.target if self.proposal and self.page.current else None

    def subject(self) -> str:
        """What the proposal is about."""
        return self.proposal.subject if self.proposal else ""

    def on_row_list_opened(self) -> None:
        if (target := self.thing()) is not None:
            self.desk.open_target(target)

    def on_document_opened(self, event: Document.Opened) -> None:
        self.desk.open_target(event.target)

    def back(self) -> bool:
        """From the page to the list."""
        if self.focused is not self.page:
            return False
        self.list.focus()
        return True

    # Keys.

    def refusal(self, action: str) -> str:
        if action == "everywhere.review":
            return "this is the review: esc goes back"
        if action in _OTHER_DAYS and self._door.back_to is None:
            return "what waits is decided as of now: esc goes back"
        if self.proposal is None and (action.startswith("review.") or action == "list.open"):
            return "nothing waits for review"
        return self._door.looking_back if action.removeprefix("review.") in _DECIDES else ""

    def action_other(self) -> None:
        (self.list if self.page.has_focus else self.page).focus()

    def action_next_evidence(self) -> None:
        self.page.action_next()

    def action_previous_evidence(self) -> None:
        self.page.action_previous()

    def action_accept(self) -> None:
        self._decide(review.accept)

    def action_reject(self) -> None:
        self._decide(review.reject)

    def action_postpone(self) -> None:
        self._decide(review.postpone, f"it comes back with new evidence; {_BACK}")

    def action_comment(self) -> None:
        """Ask for a remark, and keep it."""
        from dealwatch.tui.screens.prompt import Prompt

        proposal = self.proposal
        if proposal is None:
            return

        def keep(words: str | None) -> None:
            if words is not None:
                self._write(
                    lambda connection, now: review.comment(
                        connection, self._door.dossier, proposal, words, now=now
                    )
                )

        question = f"A remark on {proposal.subject_name}, {proposal.status.label}:"
        self.desk.push_screen(Prompt(question, "", _no_remark), keep)

    def action_edit(self) -> None:
        """Ask for the status and the day, and accept it so."""
        from dealwatch.tui.screens.amend import Amend, Amended

        proposal = self.proposal
        if proposal is None:
            return

        def take(amended: Amended | None) -> None:
            if amended is not None:
                self._decide(partial(review.accept, status=amended.status, effective=amended.effective))

        self.desk.push_screen(Amend(proposal), take)

    def _decide(self, decision: Callable[..., Done], after: str = _BACK) -> None:
        """Decide on the proposal under the cursor; the next one is there then."""
        proposal = self.proposal
        if proposal is None:
            return
        rows = self.list.window.rows
        others = [row.key for row in (*rows[self.list.cursor + 1 :], *reversed(rows[: self.list.cursor]))]
        self._decided.append(proposal.key)
        if self._write(
            lambda connection, now: decision(connection, self._door.dossier, proposal, now=now), after
        ):
            # What it calls forth, the evidence against it maybe, waits among the others.
            self._go_to(others)

    def _write(self, write: Write, after: str = _BACK) -> bool:
        done = self.desk.do(write, after)
        if not done:
            # Somebody else has decided on it, maybe: show what there is.
            self.reload()
        return done


def _tells_of(proposal: Proposal, about: Target | None) -> bool:
    """Whether a proposal is about a subject, or rests on a story."""
    if about is None or about.kind not in ("subject", "story"):
        return False
    told = [report.story_id for each in proposal.told for report in (each.report, *each.copies)]
    return about.id == proposal.subject if about.kind == "subject" else about.id in told


def _no_remark(words: str) -> str:
    return "" if words.strip() else "the remark is empty: write what you want to remember, or esc leaves it"
