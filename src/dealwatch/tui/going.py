"""Going from screen to screen: what keys open, and the way back."""

from functools import partial
from typing import TYPE_CHECKING

from dealwatch.text import masked
from dealwatch.tui.looking import LookingApp
from dealwatch.tui.matches import NOWHERE, Sought
from dealwatch.tui.memory import Memory
from dealwatch.tui.screens.base import BarScreen
from dealwatch.tui.targets import Target, may_open

if TYPE_CHECKING:
    from dealwatch.tui.draft import Draft


class GoingApp(LookingApp):
    """An application that shows screens of a store, once it has one."""

    said = ""
    memory: Memory

    @property
    def draft(self) -> "Draft | None":
        """What was begun by hand and not entered yet, at this visit or an earlier one."""
        from dealwatch.tui.draft import Draft

        return Draft.kept(self.memory.recall("draft"))

    @draft.setter
    def draft(self, draft: "Draft | None") -> None:
        self.memory.remember("draft", draft.keepable() if draft else "")

    def unsay(self) -> None:
        """What was told has been read."""
        raise NotImplementedError

    @property
    def below(self) -> BarScreen | None:
        """The screen that is meant: on top, or under a palette or a prompt."""
        screens = reversed(self.screen_stack)
        return next((screen for screen in screens if isinstance(screen, BarScreen)), None)

    @property
    def story_of_list(self) -> Target | None:
        """The story under the cursor of the dashboard's list."""
        raise NotImplementedError

    def step_story(self, by: int) -> Target | None:
        """Move that cursor; None at the end of the list."""
        raise NotImplementedError

    def open_target(self, target: Target, sought: Sought = NOWHERE) -> None:
        """Show the screen of a thing, with the words marked by which it was found."""
        from dealwatch.tui.screens.detail import DetailScreen, page_of

        self.unsay()
        if self.door is None:
            return
        again = partial(page_of, self.door, target)
        page = again()
        if page is None:
            # Where reading failed, that has been said.
            self.say(self.said or "that is not in the store any more")
            return
        self.push_screen(DetailScreen(page, again, target, sought))

    def stop_export(self) -> bool:
        """Let an export be; False when there is none."""
        raise NotImplementedError

    async def action_back(self) -> None:
        if self.stop_export():
            return
        self.unsay()
        screen = self.screen
        if not (isinstance(screen, BarScreen) and screen.back()) and len(self.screen_stack) > 2:
            self.pop_screen()

    def action_close(self) -> None:
        """One step back, and out from the dashboard."""
        self.unsay()
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.exit()

    def action_help(self) -> None:
        from dealwatch.tui.screens.help import HelpScreen

        if isinstance(self.screen, BarScreen) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.places_here()))

    def action_commands(self) -> None:
        from dealwatch.tui.palette import palette

        self.push_screen(palette())

    def action_timeline(self) -> None:
        from dealwatch.tui.screens.timeline import TimelineScreen

        if self.door is not None:
            self.unsay()
            self.push_screen(TimelineScreen(self.door))

    def action_feeds(self) -> None:
        from dealwatch.tui.screens.feeds import FeedsScreen

        if self.door is not None:
            self.unsay()
            self.push_screen(FeedsScreen(self.door))

    def action_review(self) -> None:
        from dealwatch.tui.screens.review import ReviewScreen

        if self.door is not None:
            self.unsay()
            self.push_screen(ReviewScreen(self.door, self.below.thing() if self.below else None))

    def action_search(self) -> None:
        from dealwatch.tui.screens.search import SearchScreen

        if self.door is not None:
            self.unsay()
            self.push_screen(SearchScreen(self.door))

    def action_enter(self) -> None:
        """By hand: begun on what is under the cursor, or as it was left."""
        from dealwatch.tui.screens.byhand import ByHandScreen, begun

        if self.door is not None and self.below is not None:
            self.unsay()
            subject = self.below.subject() or self._subject_told(self.below.thing())
            draft = self.draft or begun(self.door, subject, self.below.told_at())
            self.push_screen(ByHandScreen(self.door, draft, kept=self.draft is not None))

    def _subject_told(self, thing: Target | None) -> str:
        """The first agreement or sector that a story is about, "" where there is none."""
        story = self.door.story(int(thing.id)) if self.door and thing and thing.kind == "story" else None
        tags = story.tags if story else ()
        told = (f"{tag.kind}:{tag.id}" for tag in tags if tag.kind in ("agreement", "sector"))
        return next(told, "")

    def refusal_to_go(self, action: str) -> str:
        """Why one cannot go to a screen just now, "" when one can."""
        if action not in ("everywhere.review", "everywhere.enter") or self.door is None:
            return ""
        return self.door.looking_back

    def refusal_to_browse(self, action: str) -> str:
        """Why no link can go to a browser just now, "" when one can."""
        if action != "everywhere.browse" or (self.below is not None and may_open(self.below.link())):
            return ""
        return "there is no link here that may be opened"

    def action_browse(self) -> None:
        if self.below is not None:
            link = self.below.link()
            self.say(f"opened {masked(link)}")
            self.open_url(link)
