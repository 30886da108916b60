"""A screen that is one page to read."""

from textual.widget import Widget

from dealwatch.tui.blocks import Block
from dealwatch.tui.document import Document
from dealwatch.tui.screens.asking import AskingScreen
from dealwatch.tui.targets import Target


class PageScreen(AskingScreen):
    """A page between the bars."""

    def __init__(self) -> None:
        super().__init__()
        self.page: Document = Document(id="page")

    def middle(self) -> list[Widget]:
        return [self.page]

    def home(self) -> Widget:
        return self.page

    def show_page(self, title: str, blocks: list[Block]) -> None:
        """Put a page up, from its top."""
        self.page.show(title, blocks)
        self.show_bars()

    def renew_page(self, title: str, blocks: list[Block]) -> None:
        """Put the same page up as it is by now, without moving what is read."""
        self.page.renew(title, blocks)
        self.show_bars()

    def refusal(self, action: str) -> str:
        if action in ("reader.open", "reader.next") and not self.page.stops:
            return "nothing on this page leads further"
        if action in ("reader.next_match", "reader.previous_match") and not self._walks:
            return "no words are looked for: / asks for them"
        return ""

    @property
    def _walks(self) -> bool:
        front = self.focused
        return not isinstance(front, Document) or bool(front.matches or front.stops)

    def on_document_moved(self) -> None:
        self.desk.unsay()
        self.show_bars_soon()

    def on_document_opened(self, event: Document.Opened) -> None:
        self.follow(event.target)

    def follow(self, target: Target) -> None:
        """Go where the marked line leads."""
        self.desk.open_target(target)
