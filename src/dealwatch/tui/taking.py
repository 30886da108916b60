"""What a person takes out: a citation, a story's text in a program of theirs, a list as a file; the mouse."""

import asyncio
import io
import os
import sqlite3
from typing import TYPE_CHECKING, Final

from textual.app import SuspendNotSupported

from dealwatch.errors import StoreError
from dealwatch.store.sqlite import path_of
from dealwatch.tui.going import GoingApp
from dealwatch.tui.lookups import Lookups, Overtaken
from dealwatch.when import count, today

if TYPE_CHECKING:
    from dealwatch.tui.listing import Listing

_HERE: Final = {
    "everywhere.copy": "there is nothing here to copy",
    "everywhere.editor": "no story's text is here",
    "everywhere.pager": "no story's text is here",
    "everywhere.export": "there is no list here to export",
    "everywhere.mouse": "this terminal has no mouse to let go",
}


class TakingApp(GoingApp):
    """An application that gives things away."""

    _export: Lookups | None = None

    def taken(self, action: str) -> str:
        """Why one of these actions cannot work here, "" when it can."""
        # Nothing but what is at hand is looked at: the footer asks with each move of the cursor.
        screen = self.below
        match action:
            case "everywhere.copy":
                can = screen is not None and screen.thing() is not None
            case "everywhere.editor" | "everywhere.pager":
                can = self._story_here() is not None
            case "everywhere.export" if self.exporting:
                return "a list is being exported: esc stops it"
            case "everywhere.export":
                can = screen is not None and screen.has_list
            case "everywhere.mouse":
                can = hasattr(self._driver, "_disable_mouse_support")
            case _:
                can = True
        return "" if can else _HERE[action]

    # A citation, through the terminal's clipboard.

    def action_copy(self) -> None:
        from dealwatch.tui.things import cited

        thing = self.below.thing() if self.below else None
        words = cited(self.door, thing) if self.door and thing else ""
        if words:
            self.copy_to_clipboard(words)
            self.say(f"copied: {words}")

    # A story's text.

    def _story_here(self) -> int | None:
        thing = self.below.thing() if self.below else None
        if not self.door or not thing:
            return None
        from dealwatch.tui.things import story_of

        return story_of(self.door, thing)

    def action_editor(self) -> None:
        self._show_in(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")

    def action_pager(self) -> None:
        self._show_in(os.environ.get("PAGER") or "less")

    def _show_in(self, program: str) -> None:
        id = self._story_here()
        from dealwatch.tui.things import story_text

        text = story_text(self.door, id) if self.door and id is not None else ""
        if text:
            self.say(self._run(program, text))

    def _run(self, program: str, text: str) -> str:
        """Give the terminal to a program that shows the text; what is to be told of it afterwards."""
        import shlex
        import subprocess
        import tempfile

        # The file is its owner's alone, and gone when the program ends.
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            try:
                with self.suspend():
                    subprocess.run([*shlex.split(program), file.name], check=False)  # noqa: S603
            except SuspendNotSupported:
                return "this terminal cannot be given to another program"
            except (OSError, ValueError) as error:
                return f"{program} cannot be started: {error}; set $EDITOR and $PAGER"
        return ""

    # A list as a file.

    def action_export(self) -> None:
        from dealwatch.report import export
        from dealwatch.tui.screens.prompt import Prompt

        listing = self.below.listing() if self.below else None
        if listing is None:
            return
        file = f"dealwatch-{listing.name}-{today(self.clock.now()).isoformat()}.csv"
        if self.is_web:
            self._begin_export(listing, file)
            return

        def write(path: str | None) -> None:
            if path is not None:
                self._begin_export(listing, path)

        question = f"Export {listing.rows} to a file (.csv, .json or .md):"
        self.push_screen(Prompt(question, file, export.why_not), write)

    @property
    def exporting(self) -> bool:
        """Whether a list is being read for a file, or written."""
        return self._export is not None

    def _begin_export(self, listing: "Listing", path: str) -> None:
        if self.door is not None:
            self._export = Lookups(path_of(self.door.connection))
            self.run_worker(self._write(listing, path, self._export), group="export")

    async def _write(self, listing: "Listing", path: str, lookups: Lookups) -> None:
        """Read and write beside the keys; how far it is, and what became of it, in the status line."""
        loop, deliver, written = asyncio.get_running_loop(), self.is_web, list[str]()

        def told(rows: int) -> None:
            loop.call_soon_threadsafe(self.say, f"exporting to {path}: {count(rows, 'row')}; esc stops it")

        def write(connection: sqlite3.Connection) -> None:
            records = listing.read(connection, told)
            written.append(export.exported(records, "csv") if deliver else export.save(records, path))

        from dealwatch.report import export

        told(0)
        try:
            await lookups.ask(write)
        except Overtaken:
            pass
        except (sqlite3.Error, StoreError) as error:
            written.append(f"nothing was exported, the store cannot be read just now: {error}")
        finally:
            lookups.close()
            self._export = None
        if deliver and written:
            self.deliver_text(io.StringIO(written[0]), save_filename=path)
            return
        self.say(written[0] if written else f"the export was stopped: there is no {path}")

    def stop_export(self) -> bool:
        """Let an export be; False when there is none."""
        if self._export is None:
            return False
        self._export.drop()
        return True

    # The mouse.

    mouse_ours = True

    def action_mouse(self) -> None:
        """Let the terminal have the mouse, to select text with, or take it back."""
        driver = self._driver
        if driver is None:
            return
        if self.mouse_ours:
            driver._disable_mouse_support()  # type: ignore[attr-defined]
        driver._mouse = self.mouse_ours = not self.mouse_ours
        if self.mouse_ours:
            driver._enable_mouse_support()  # type: ignore[attr-defined]
        self.say(
            "the mouse is the program's again"
            if self.mouse_ours
            else "the mouse is the terminal's: M takes it"
        )
